/* SPDX-License-Identifier: GPL-2.0-only */
/* Text that a file in /proc shows, built in a buffer (fs/seq_file.c). */
#ifndef _LINUX_SEQ_FILE_H
#define _LINUX_SEQ_FILE_H

#include <linux/types.h>

struct seq_file {
	char *buf;
	size_t size;
	size_t count;	/* bytes written so far; equal to size when the text did not fit */
};

#define SEQ_START_TOKEN ((void *)1)

void seq_printf(struct seq_file *m, const char *fmt, ...) __printf(2, 3);
void seq_puts(struct seq_file *m, const char *s);

#endif

/* SPDX-License-Identifier: GPL-2.0-only */
/* Inside the library: what a FILE is. */
#ifndef _MACHINE_FILE_H
#define _MACHINE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define __PUSHED 8

/* A file in memory. It lives while it has a name or is open. */
struct __stored {
	struct __stored *next;
	char *name;	/* NULL: removed, or a temporary file */
	unsigned char *bytes;
	size_t size;
	size_t room;
	int open;
};

struct __file {
	struct __stored *stored;	/* NULL for the host's streams */
	int stream;			/* 0 input, 1 output, 2 error */
	bool readable;
	bool writable;
	bool append;
	bool ended;
	bool failed;
	int buffering;			/* _IOFBF, _IOLBF or _IONBF */
	size_t position;		/* in a file in memory */
	int pushed_count;
	unsigned char pushed[__PUSHED];
	size_t start;			/* of what is in the buffer of a host's stream */
	size_t end;
	unsigned char buffer[4096];
};

size_t __read(FILE *file, void *to, size_t count);
size_t __write(FILE *file, const void *from, size_t count);

#endif

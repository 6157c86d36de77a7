// SPDX-License-Identifier: GPL-2.0-only
/* Building the text of a file in /proc. Left out: reading it in pieces. */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/seq_file.h>

void seq_printf(struct seq_file *m, const char *fmt, ...)
{
	va_list args;
	int len;

	if (m->count >= m->size)
		return;
	va_start(args, fmt);
	len = vsnprintf(m->buf + m->count, m->size - m->count, fmt, args);
	va_end(args);
	m->count = min_t(size_t, m->count + len, m->size);
}
EXPORT_SYMBOL(seq_printf);

void seq_puts(struct seq_file *m, const char *s)
{
	seq_printf(m, "%s", s);
}
EXPORT_SYMBOL(seq_puts);

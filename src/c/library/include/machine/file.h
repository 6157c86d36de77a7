/* SPDX-License-Identifier: GPL-2.0-only */
/* Inside the library: what a FILE is. */
#ifndef _MACHINE_FILE_H
#define _MACHINE_FILE_H

#include <stdarg.h>
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
	int orientation;		/* 1: of wide characters, -1: of bytes, 0: not known yet */
	size_t position;		/* in a file in memory */
	int pushed_count;
	unsigned char pushed[__PUSHED];
	size_t start;			/* of what is in the buffer of a host's stream */
	size_t end;
	unsigned char buffer[4096];
};

/* What fwide() does: an unknown orientation becomes the sign of @mode; returns the orientation. */
static inline int __orient(FILE *file, int mode)
{
	if (file->orientation == 0 && mode != 0)
		file->orientation = mode > 0 ? 1 : -1;
	return file->orientation;
}

size_t __read(FILE *file, void *to, size_t count);
size_t __write(FILE *file, const void *from, size_t count);

/* Formatted output without a look at the orientation; see struct __sink for @wide. */
int __print(FILE *file, const char *format, va_list list, bool wide);

/* Formatted input from a file or from text, without a look at the orientation; if @wide, widths count characters. */
int __scan_file(FILE *file, const char *format, va_list list, bool wide);
int __scan_text(const char *text, const char *format, va_list list, bool wide);

#endif

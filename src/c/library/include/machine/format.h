/* SPDX-License-Identifier: GPL-2.0-only */
/* Inside the library: formatted output, decimal expansion of doubles, and UTF-8. */
#ifndef _MACHINE_FORMAT_H
#define _MACHINE_FORMAT_H

#include <stdarg.h>
#include <stddef.h>

/* Where formatted text goes: put() takes it piece by piece. */
struct __sink {
	void (*put)(struct __sink *sink, const char *text, size_t count);
	/* Bytes given to put() so far. */
	size_t count;
};

/* Writes as printf() does; returns the number of bytes, or -1 when that is no int. */
int __format(struct __sink *sink, const char *format, va_list list);

/* The exact decimal value of a finite double: 0.d1 d2 … dn times 10 to the @point, without trailing zeros. */
struct __decimal {
	int count;
	int point;
	char digits[800];
};

/* @value is finite and not negative. */
void __expand(struct __decimal *decimal, double value);

/* Rounds to @keep digits (none, or all dropped, if it is 0 or less), ties to even. */
void __round(struct __decimal *decimal, int keep);

/* Encodes a character in at most 4 bytes; returns their number, 0 when there is no such character. */
int __encode(char *to, unsigned int character);

#endif

/* SPDX-License-Identifier: GPL-2.0-only */
/* Inside the library: formatted output, decimal expansion of doubles, and UTF-8. */
#ifndef _MACHINE_FORMAT_H
#define _MACHINE_FORMAT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

/* Where formatted text goes: put() takes it piece by piece. */
struct __sink {
	void (*put)(struct __sink *sink, const char *text, size_t count);
	/* Given to put() so far: bytes, or characters if it is @wide. */
	size_t count;
	/* Widths and precisions count characters; what put() takes is UTF-8 all the same. */
	bool wide;
	/* A character could not be converted. */
	bool failed;
};

/* A conversion specification, parsed. */
struct __spec {
	bool left;
	bool plus;
	bool space;
	bool alternative;
	bool zero;
	int width;
	int precision;	/* -1: none given */
	char length;	/* H for hh, L for ll, D for long double, else the letter */
	char conversion;
	/* Numbers of the arguments that are converted, and that an asterisk stands for: -1 the next one, 0 for none. */
	int position;
	int width_from;
	int precision_from;
};

/* How far @count bytes count. */
size_t __extent(const struct __sink *sink, const char *text, size_t count);

/* Text, and a character @count times, as they are. */
void __put(struct __sink *sink, const char *text, size_t count);
void __put_repeated(struct __sink *sink, char c, long count);

/* A field: prefix, @zeros zeros, body; padded with spaces, or with zeros after the prefix when the flag 0 holds. */
void __put_field(struct __sink *sink, const struct __spec *spec, const char *prefix, long zeros, const char *body,
		 size_t count);

/* What stands before a number. */
const char *__sign_of(const struct __spec *spec, bool negative);

/* The conversions a, e, f and g. */
void __format_floating(struct __sink *sink, struct __spec *spec, va_list *list);

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

/* Wide text as UTF-8, to be freed; NULL if it is none. */
char *__narrow(const wchar_t *text);

/* Encodes a character in at most 4 bytes; returns their number, 0 when there is no such character. */
int __encode(char *to, unsigned int character);

#endif

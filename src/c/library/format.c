/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Formatted output (C11 7.21.6.1). A conversion is first parsed into a `__spec`, then its argument is turned into a
 * sign or prefix, a body and zeros to put between or after, then `__put_field` (field.c) pads it to its width;
 * floating numbers are in floating.c. What glibc does where the standard leaves it open is done here too: (nil),
 * (null), %m. %n is refused.
 */
#include <errno.h>
#include <limits.h>
#include <machine/format.h>
#include <machine/host.h>
#include <stdint.h>
#include <string.h>
#include <wchar.h>

/* ---- integers ---- */

static void format_integer(struct __sink *sink, struct __spec *spec, unsigned long long value, const char *prefix)
{
	bool upper = spec->conversion == 'X';
	bool hexadecimal = (spec->conversion | 32) == 'x' || spec->conversion == 'p';
	unsigned int base = spec->conversion == 'o' ? 8 : hexadecimal ? 16 : 10;
	char digits[24];
	char *at = digits + sizeof(digits);
	long count;

	for (; value != 0; value /= base)
		*--at = (upper ? "0123456789ABCDEF" : "0123456789abcdef")[value % base];
	count = digits + sizeof(digits) - at;
	if (spec->precision >= 0)
		spec->zero = false;
	if (base == 8 && spec->alternative && spec->precision <= count)
		spec->precision = count + 1;
	if (spec->precision < 0)
		spec->precision = 1;
	__put_field(sink, spec, prefix, spec->precision > count ? spec->precision - count : 0, at, count);
}

static long long signed_argument(const struct __spec *spec, va_list *list)
{
	switch (spec->length) {
	case 'H':
		return (signed char)va_arg(*list, int);
	case 'h':
		return (short)va_arg(*list, int);
	case 'l':
		return va_arg(*list, long);
	case 'L':
	case 'j':
		return va_arg(*list, long long);
	case 'z':
	case 't':
		return va_arg(*list, ptrdiff_t);
	default:
		return va_arg(*list, int);
	}
}

static unsigned long long unsigned_argument(const struct __spec *spec, va_list *list)
{
	switch (spec->length) {
	case 'H':
		return (unsigned char)va_arg(*list, unsigned int);
	case 'h':
		return (unsigned short)va_arg(*list, unsigned int);
	case 'l':
		return va_arg(*list, unsigned long);
	case 'L':
	case 'j':
		return va_arg(*list, unsigned long long);
	case 'z':
	case 't':
		return va_arg(*list, size_t);
	default:
		return va_arg(*list, unsigned int);
	}
}

static void format_signed(struct __sink *sink, struct __spec *spec, va_list *list)
{
	long long value = signed_argument(spec, list);
	unsigned long long magnitude = value < 0 ? 0 - (unsigned long long)value : (unsigned long long)value;

	format_integer(sink, spec, magnitude, __sign_of(spec, value < 0));
}

static void format_unsigned(struct __sink *sink, struct __spec *spec, va_list *list)
{
	unsigned long long value = unsigned_argument(spec, list);
	bool prefixed = spec->alternative && value != 0;

	format_integer(sink, spec, value,
		       !prefixed || (spec->conversion | 32) != 'x' ? "" : spec->conversion == 'X' ? "0X" : "0x");
}

static void format_pointer(struct __sink *sink, struct __spec *spec, va_list *list)
{
	uintptr_t value = (uintptr_t)va_arg(*list, void *);

	if (value != 0) {
		format_integer(sink, spec, value, "0x");
		return;
	}
	spec->zero = false;
	__put_field(sink, spec, "", 0, "(nil)", 5);
}

/* ---- characters and strings ---- */

static void format_character(struct __sink *sink, struct __spec *spec, va_list *list)
{
	char bytes[4];
	int count = 1;

	if (spec->length == 'l')
		count = __encode(bytes, va_arg(*list, wint_t));
	else
		bytes[0] = (char)va_arg(*list, int);
	spec->zero = false;
	__put_field(sink, spec, "", 0, bytes, count);
}

static void format_wide_string(struct __sink *sink, struct __spec *spec, const wchar_t *text)
{
	char bytes[4];
	size_t count = 0;
	size_t limit = spec->precision < 0 ? SIZE_MAX : (size_t)spec->precision;
	size_t characters = 0;

	while (count < limit && text[characters] != 0) {
		size_t more = __encode(bytes, text[characters]);

		if (count + more > limit)
			break;
		count += more;
		characters++;
	}
	if (!spec->left)
		__put_repeated(sink, ' ', spec->width - (long)count);
	for (size_t i = 0; i < characters; i++)
		__put(sink, bytes, __encode(bytes, text[i]));
	if (spec->left)
		__put_repeated(sink, ' ', spec->width - (long)count);
}

static void format_string(struct __sink *sink, struct __spec *spec, va_list *list)
{
	const void *text = va_arg(*list, const void *);

	spec->zero = false;
	if (!text)
		__put_field(sink, spec, "", 0, "(null)", spec->precision < 0 || spec->precision >= 6 ? 6 : 0);
	else if (spec->length == 'l')
		format_wide_string(sink, spec, text);
	else
		__put_field(sink, spec, "", 0, text, spec->precision < 0 ? strlen(text) : strnlen(text, spec->precision));
}

/* ---- the format ---- */

static const char *parse_number(const char *at, int *value)
{
	int result = 0;

	for (; *at >= '0' && *at <= '9'; at++)
		result = result > (INT_MAX - 9) / 10 ? INT_MAX : result * 10 + (*at - '0');
	*value = result;
	return at;
}

static const char *parse_flags(const char *at, struct __spec *spec)
{
	for (;; at++) {
		switch (*at) {
		case '-':
			spec->left = true;
			break;
		case '+':
			spec->plus = true;
			break;
		case ' ':
			spec->space = true;
			break;
		case '#':
			spec->alternative = true;
			break;
		case '0':
			spec->zero = true;
			break;
		case '\'':
			break;
		default:
			return at;
		}
	}
}

static const char *parse_length(const char *at, struct __spec *spec)
{
	switch (*at) {
	case 'h':
		spec->length = at[1] == 'h' ? 'H' : 'h';
		return at[1] == 'h' ? at + 2 : at + 1;
	case 'l':
		spec->length = at[1] == 'l' ? 'L' : 'l';
		return at[1] == 'l' ? at + 2 : at + 1;
	case 'L':
		spec->length = 'D';
		return at + 1;
	case 'q':
		spec->length = 'L';
		return at + 1;
	case 'j':
	case 'z':
	case 't':
		spec->length = *at;
		return at + 1;
	default:
		return at;
	}
}

static const char *parse_spec(const char *at, struct __spec *spec, va_list *list)
{
	memset(spec, 0, sizeof(*spec));
	spec->precision = -1;
	at = parse_flags(at, spec);
	if (*at == '*') {
		spec->width = va_arg(*list, int);
		if (spec->width < 0) {
			spec->left = true;
			spec->width = spec->width == INT_MIN ? INT_MAX : -spec->width;
		}
		at++;
	} else {
		at = parse_number(at, &spec->width);
	}
	if (*at == '.') {
		if (at[1] == '*') {
			spec->precision = va_arg(*list, int);
			if (spec->precision < 0)
				spec->precision = -1;
			at += 2;
		} else {
			at = parse_number(at + 1, &spec->precision);
		}
	}
	if (spec->left)
		spec->zero = false;
	at = parse_length(at, spec);
	spec->conversion = *at;
	return at;
}

static bool format_one(struct __sink *sink, struct __spec *spec, va_list *list)
{
	switch (spec->conversion) {
	case 'd':
	case 'i':
		format_signed(sink, spec, list);
		return true;
	case 'o':
	case 'u':
	case 'x':
	case 'X':
		format_unsigned(sink, spec, list);
		return true;
	case 'C':
		spec->length = 'l';
		/* fall through */
	case 'c':
		format_character(sink, spec, list);
		return true;
	case 'S':
		spec->length = 'l';
		/* fall through */
	case 's':
		format_string(sink, spec, list);
		return true;
	case 'p':
		format_pointer(sink, spec, list);
		return true;
	case 'a':
	case 'A':
	case 'e':
	case 'E':
	case 'f':
	case 'F':
	case 'g':
	case 'G':
		__format_floating(sink, spec, list);
		return true;
	case 'm':
		spec->zero = false;
		__put_field(sink, spec, "", 0, strerror(errno), strlen(strerror(errno)));
		return true;
	case '%':
		__put(sink, "%", 1);
		return true;
	case 'n':
		machine_panic("printf: %n is not supported");
	default:
		return false;
	}
}

int __format(struct __sink *sink, const char *format, va_list given)
{
	const char *at = format;
	bool valid = true;
	va_list list;

	va_copy(list, given);
	while (valid && *at != 0) {
		const char *percent = strchrnul(at, '%');
		struct __spec spec;

		__put(sink, at, percent - at);
		if (*percent == 0)
			break;
		at = parse_spec(percent + 1, &spec, &list);
		valid = format_one(sink, &spec, &list);
		if (valid)
			at++;
	}
	va_end(list);
	if (!valid) {
		errno = EINVAL;
		return -1;
	}
	if (sink->count > INT_MAX) {
		errno = EOVERFLOW;
		return -1;
	}
	return (int)sink->count;
}

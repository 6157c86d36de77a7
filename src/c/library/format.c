/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Formatted output (C11 7.21.6.1). A conversion is first parsed into a `spec`, then its argument is turned into a
 * sign or prefix, a body and zeros to put between or after, then `put_field` pads it to its width. What glibc does
 * where the standard leaves it open is done here too: (nil), (null), inf and nan, %m. %n is refused.
 */
#include <errno.h>
#include <limits.h>
#include <machine/format.h>
#include <machine/host.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <wchar.h>

struct spec {
	bool left;
	bool plus;
	bool space;
	bool alternative;
	bool zero;
	int width;
	int precision;	/* -1: none given */
	char length;	/* H for hh, L for ll, D for long double, else the letter */
	char conversion;
};

static void put(struct __sink *sink, const char *text, size_t count)
{
	if (count > 0)
		sink->put(sink, text, count);
	sink->count += count;
}

static void put_repeated(struct __sink *sink, char c, long count)
{
	char block[32];

	if (count <= 0)
		return;
	memset(block, c, sizeof(block));
	for (; count > (long)sizeof(block); count -= sizeof(block))
		put(sink, block, sizeof(block));
	put(sink, block, count);
}

/* A field: prefix, @zeros zeros, body; padded with spaces, or with zeros after the prefix when the flag 0 holds. */
static void put_field(struct __sink *sink, const struct spec *spec, const char *prefix, long zeros, const char *body,
		      size_t count)
{
	size_t prefix_count = strlen(prefix);
	long padding = spec->width - (long)(prefix_count + count) - zeros;

	if (spec->zero && padding > 0) {
		zeros += padding;
		padding = 0;
	}
	if (!spec->left)
		put_repeated(sink, ' ', padding);
	put(sink, prefix, prefix_count);
	put_repeated(sink, '0', zeros);
	put(sink, body, count);
	if (spec->left)
		put_repeated(sink, ' ', padding);
}

/* ---- integers ---- */

static const char *sign_of(const struct spec *spec, bool negative)
{
	return negative ? "-" : spec->plus ? "+" : spec->space ? " " : "";
}

static void format_integer(struct __sink *sink, struct spec *spec, unsigned long long value, const char *prefix)
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
	put_field(sink, spec, prefix, spec->precision > count ? spec->precision - count : 0, at, count);
}

static long long signed_argument(const struct spec *spec, va_list *list)
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

static unsigned long long unsigned_argument(const struct spec *spec, va_list *list)
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

static void format_signed(struct __sink *sink, struct spec *spec, va_list *list)
{
	long long value = signed_argument(spec, list);
	unsigned long long magnitude = value < 0 ? 0 - (unsigned long long)value : (unsigned long long)value;

	format_integer(sink, spec, magnitude, sign_of(spec, value < 0));
}

static void format_unsigned(struct __sink *sink, struct spec *spec, va_list *list)
{
	unsigned long long value = unsigned_argument(spec, list);
	bool prefixed = spec->alternative && value != 0;

	format_integer(sink, spec, value,
		       !prefixed || (spec->conversion | 32) != 'x' ? "" : spec->conversion == 'X' ? "0X" : "0x");
}

static void format_pointer(struct __sink *sink, struct spec *spec, va_list *list)
{
	uintptr_t value = (uintptr_t)va_arg(*list, void *);

	if (value != 0) {
		format_integer(sink, spec, value, "0x");
		return;
	}
	spec->zero = false;
	put_field(sink, spec, "", 0, "(nil)", 5);
}

/* ---- characters and strings ---- */

static void format_character(struct __sink *sink, struct spec *spec, va_list *list)
{
	char bytes[4];
	int count = 1;

	if (spec->length == 'l')
		count = __encode(bytes, va_arg(*list, wint_t));
	else
		bytes[0] = (char)va_arg(*list, int);
	spec->zero = false;
	put_field(sink, spec, "", 0, bytes, count);
}

static void format_wide_string(struct __sink *sink, struct spec *spec, const wchar_t *text)
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
		put_repeated(sink, ' ', spec->width - (long)count);
	for (size_t i = 0; i < characters; i++)
		put(sink, bytes, __encode(bytes, text[i]));
	if (spec->left)
		put_repeated(sink, ' ', spec->width - (long)count);
}

static void format_string(struct __sink *sink, struct spec *spec, va_list *list)
{
	const void *text = va_arg(*list, const void *);

	spec->zero = false;
	if (!text)
		put_field(sink, spec, "", 0, "(null)", spec->precision < 0 || spec->precision >= 6 ? 6 : 0);
	else if (spec->length == 'l')
		format_wide_string(sink, spec, text);
	else
		put_field(sink, spec, "", 0, text, spec->precision < 0 ? strlen(text) : strnlen(text, spec->precision));
}

/* ---- floating ---- */

/* A number as it is put together: digits with zeros among them, which may be many more than a buffer should hold. */
static void put_digits(struct __sink *sink, const struct __decimal *decimal, int from, int count)
{
	int known = decimal->count - from;

	if (from < 0) {
		int zeros = -from < count ? -from : count;

		put_repeated(sink, '0', zeros);
		put_digits(sink, decimal, 0, count - zeros);
		return;
	}
	if (known > count)
		known = count;
	if (known > 0)
		put(sink, decimal->digits + from, known);
	else
		known = 0;
	put_repeated(sink, '0', count - known);
}

/* Pads around a number of @length characters and puts its sign. */
static void begin_number(struct __sink *sink, const struct spec *spec, const char *sign, long length)
{
	long padding = spec->width - length - (long)strlen(sign);

	if (!spec->left && !spec->zero)
		put_repeated(sink, ' ', padding);
	put(sink, sign, strlen(sign));
	if (!spec->left && spec->zero)
		put_repeated(sink, '0', padding);
}

static void end_number(struct __sink *sink, const struct spec *spec, const char *sign, long length)
{
	if (spec->left)
		put_repeated(sink, ' ', spec->width - length - (long)strlen(sign));
}

static void format_fixed(struct __sink *sink, const struct spec *spec, const struct __decimal *decimal,
			 const char *sign, int precision)
{
	int whole = decimal->count > 0 && decimal->point > 0 ? decimal->point : 1;
	bool point = precision > 0 || spec->alternative;
	long length = (long)whole + point + precision;

	begin_number(sink, spec, sign, length);
	put_digits(sink, decimal, decimal->point - whole, whole);
	if (point)
		put(sink, ".", 1);
	put_digits(sink, decimal, decimal->count > 0 ? decimal->point : 0, precision);
	end_number(sink, spec, sign, length);
}

static int exponent_text(char *to, char letter, int exponent, int least)
{
	char digits[8];
	int count = 0;
	int length = 0;
	unsigned int value = exponent < 0 ? -exponent : exponent;

	for (; value != 0 || count < least; value /= 10)
		digits[count++] = '0' + value % 10;
	to[length++] = letter;
	to[length++] = exponent < 0 ? '-' : '+';
	while (count > 0)
		to[length++] = digits[--count];
	return length;
}

static void format_scientific(struct __sink *sink, const struct spec *spec, const struct __decimal *decimal,
			      const char *sign, int precision)
{
	bool point = precision > 0 || spec->alternative;
	char exponent[10];
	char letter = spec->conversion == 'E' || spec->conversion == 'G' ? 'E' : 'e';
	int count = exponent_text(exponent, letter, decimal->count > 0 ? decimal->point - 1 : 0, 2);
	long length = 1L + point + precision + count;

	begin_number(sink, spec, sign, length);
	put_digits(sink, decimal, 0, 1);
	if (point)
		put(sink, ".", 1);
	put_digits(sink, decimal, 1, precision);
	put(sink, exponent, count);
	end_number(sink, spec, sign, length);
}

static void format_general(struct __sink *sink, const struct spec *spec, struct __decimal *decimal, const char *sign)
{
	int precision = spec->precision == 0 ? 1 : spec->precision;
	int exponent;

	__round(decimal, precision);
	exponent = decimal->count > 0 ? decimal->point - 1 : 0;
	if (exponent >= -4 && exponent < precision) {
		int places = precision - 1 - exponent;

		if (!spec->alternative) {
			int used = decimal->count > decimal->point ? decimal->count - decimal->point : 0;

			places = decimal->count == 0 ? 0 : used < places ? used : places;
		}
		format_fixed(sink, spec, decimal, sign, places);
		return;
	}
	precision--;
	if (!spec->alternative && precision > decimal->count - 1)
		precision = decimal->count > 0 ? decimal->count - 1 : 0;
	format_scientific(sink, spec, decimal, sign, precision);
}

static void format_hexadecimal(struct __sink *sink, const struct spec *spec, double value, const char *sign)
{
	bool upper = spec->conversion == 'A';
	const char *hex = upper ? "0123456789ABCDEF" : "0123456789abcdef";
	union {
		double value;
		uint64_t bits;
	} view = {value};
	int exponent = (int)(view.bits >> 52 & 0x7ff);
	uint64_t mantissa = view.bits & 0xfffffffffffff;
	int precision = spec->precision;
	int digits = 13;
	char body[40];
	char exponent_digits[10];
	int at = 0;
	int count;
	long zeros;
	long length;

	if (exponent != 0)
		mantissa |= 1ULL << 52;
	exponent = value == 0 ? 0 : exponent == 0 ? -1022 : exponent - 1023;
	if (precision >= 0 && precision < 13) {
		int drop = 4 * (13 - precision);
		uint64_t half = 1ULL << (drop - 1);
		uint64_t rest = mantissa & (half * 2 - 1);

		mantissa >>= drop;
		if (rest > half || (rest == half && mantissa % 2 == 1))
			mantissa++;
		mantissa <<= drop;
		digits = precision;
	} else if (precision < 0) {
		while (digits > 0 && (mantissa >> (4 * (13 - digits)) & 15) == 0)
			digits--;
		precision = digits;
	}
	body[at++] = '0';
	body[at++] = upper ? 'X' : 'x';
	body[at++] = hex[mantissa >> 52];
	if (precision > 0 || spec->alternative)
		body[at++] = '.';
	for (int i = 0; i < digits; i++)
		body[at++] = hex[mantissa >> (4 * (12 - i)) & 15];
	zeros = precision - digits;
	count = exponent_text(exponent_digits, upper ? 'P' : 'p', exponent, 1);
	length = at + zeros + count;
	if (!spec->left && spec->zero) {
		put(sink, sign, strlen(sign));
		put(sink, body, 2);
		put_repeated(sink, '0', spec->width - length - (long)strlen(sign));
		put(sink, body + 2, at - 2);
	} else {
		begin_number(sink, spec, sign, length);
		put(sink, body, at);
	}
	put_repeated(sink, '0', zeros);
	put(sink, exponent_digits, count);
	end_number(sink, spec, sign, length);
}

static void format_floating(struct __sink *sink, struct spec *spec, va_list *list)
{
	double value = spec->length == 'D' ? (double)va_arg(*list, long double) : va_arg(*list, double);
	const char *sign = sign_of(spec, __builtin_signbit(value));
	bool upper = spec->conversion < 'a';
	struct __decimal decimal;

	if (!isfinite(value)) {
		spec->zero = false;
		put_field(sink, spec, sign, 0, isnan(value) ? (upper ? "NAN" : "nan") : (upper ? "INF" : "inf"), 3);
		return;
	}
	value = fabs(value);
	if ((spec->conversion | 32) == 'a') {
		format_hexadecimal(sink, spec, value, sign);
		return;
	}
	if (spec->precision < 0)
		spec->precision = 6;
	__expand(&decimal, value);
	switch (spec->conversion | 32) {
	case 'f':
		__round(&decimal, decimal.point + spec->precision);
		format_fixed(sink, spec, &decimal, sign, spec->precision);
		break;
	case 'e':
		__round(&decimal, spec->precision + 1);
		format_scientific(sink, spec, &decimal, sign, spec->precision);
		break;
	default:
		format_general(sink, spec, &decimal, sign);
	}
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

static const char *parse_flags(const char *at, struct spec *spec)
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

static const char *parse_length(const char *at, struct spec *spec)
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

static const char *parse_spec(const char *at, struct spec *spec, va_list *list)
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

static bool format_one(struct __sink *sink, struct spec *spec, va_list *list)
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
		format_floating(sink, spec, list);
		return true;
	case 'm':
		spec->zero = false;
		put_field(sink, spec, "", 0, strerror(errno), strlen(strerror(errno)));
		return true;
	case '%':
		put(sink, "%", 1);
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
		struct spec spec;

		put(sink, at, percent - at);
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

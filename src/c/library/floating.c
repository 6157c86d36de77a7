/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Floating numbers in formatted output (C11 7.21.6.1p8): the exact decimal digits (decimal.c) are rounded to what the
 * conversion asks for, then put with their point, zeros and exponent; `a` puts the bits as they are.
 */
#include <machine/format.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

/* A number as it is put together: digits with zeros among them, which may be many more than a buffer should hold. */
static void put_digits(struct __sink *sink, const struct __decimal *decimal, int from, int count)
{
	int known = decimal->count - from;

	if (from < 0) {
		int zeros = -from < count ? -from : count;

		__put_repeated(sink, '0', zeros);
		put_digits(sink, decimal, 0, count - zeros);
		return;
	}
	if (known > count)
		known = count;
	if (known > 0)
		__put(sink, decimal->digits + from, known);
	else
		known = 0;
	__put_repeated(sink, '0', count - known);
}

/* Pads around a number of @length characters and puts its sign. */
static void begin_number(struct __sink *sink, const struct __spec *spec, const char *sign, long length)
{
	long padding = spec->width - length - (long)strlen(sign);

	if (!spec->left && !spec->zero)
		__put_repeated(sink, ' ', padding);
	__put(sink, sign, strlen(sign));
	if (!spec->left && spec->zero)
		__put_repeated(sink, '0', padding);
}

static void end_number(struct __sink *sink, const struct __spec *spec, const char *sign, long length)
{
	if (spec->left)
		__put_repeated(sink, ' ', spec->width - length - (long)strlen(sign));
}

static void format_fixed(struct __sink *sink, const struct __spec *spec, const struct __decimal *decimal,
			 const char *sign, int precision)
{
	int whole = decimal->count > 0 && decimal->point > 0 ? decimal->point : 1;
	bool point = precision > 0 || spec->alternative;
	long length = (long)whole + point + precision;

	begin_number(sink, spec, sign, length);
	put_digits(sink, decimal, decimal->point - whole, whole);
	if (point)
		__put(sink, ".", 1);
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

static void format_scientific(struct __sink *sink, const struct __spec *spec, const struct __decimal *decimal,
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
		__put(sink, ".", 1);
	put_digits(sink, decimal, 1, precision);
	__put(sink, exponent, count);
	end_number(sink, spec, sign, length);
}

/*
 * glibc has one quirk: with `#`, a number whose digits are rounded up to 10^precision gets no zeros after the point
 * ("%#g" of 999999.5 is 1.e+06), against p6 of the standard. It is kept, as this is compared with glibc.
 */
static void format_general(struct __sink *sink, const struct __spec *spec, struct __decimal *decimal, const char *sign)
{
	int precision = spec->precision == 0 ? 1 : spec->precision;
	int before = decimal->point;
	int exponent;

	__round(decimal, precision);
	if (decimal->count > 0 && decimal->point > before && decimal->point == precision + 1) {
		format_scientific(sink, spec, decimal, sign, 0);
		return;
	}
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

static void format_hexadecimal(struct __sink *sink, const struct __spec *spec, double value, const char *sign)
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
		__put(sink, sign, strlen(sign));
		__put(sink, body, 2);
		__put_repeated(sink, '0', spec->width - length - (long)strlen(sign));
		__put(sink, body + 2, at - 2);
	} else {
		begin_number(sink, spec, sign, length);
		__put(sink, body, at);
	}
	__put_repeated(sink, '0', zeros);
	__put(sink, exponent_digits, count);
	end_number(sink, spec, sign, length);
}

void __format_floating(struct __sink *sink, struct __spec *spec, va_list *list)
{
	double value = spec->length == 'D' ? (double)va_arg(*list, long double) : va_arg(*list, double);
	const char *sign = __sign_of(spec, __builtin_signbit(value));
	bool upper = spec->conversion < 'a';
	struct __decimal decimal;

	if (!isfinite(value)) {
		spec->zero = false;
		__put_field(sink, spec, sign, 0, isnan(value) ? (upper ? "NAN" : "nan") : (upper ? "INF" : "inf"), 3);
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

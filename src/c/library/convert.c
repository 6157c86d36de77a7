/* SPDX-License-Identifier: GPL-2.0-only */
/* Text to numbers (C11 7.22.1). */
#include <ctype.h>
#include <errno.h>
#include <float.h>
#include <inttypes.h>
#include <limits.h>
#include <machine/host.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static int digit_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'Z')
		return c - 'A' + 10;
	return 36;
}

/*
 * An integer's magnitude, and whether a minus sign stood before it. Beyond @limit (@negative_limit after a minus sign)
 * that limit as it is, not @negative, and ERANGE.
 */
static unsigned long long magnitude(const char *text, char **end, int base, unsigned long long limit,
				    unsigned long long negative_limit, bool *negative)
{
	const char *at = text;
	unsigned long long value = 0;
	bool any = false;
	bool overflow = false;

	while (isspace((unsigned char)*at))
		at++;
	*negative = *at == '-';
	if (*at == '-' || *at == '+')
		at++;
	if (*negative)
		limit = negative_limit;
	if ((base == 0 || base == 16) && at[0] == '0' && (at[1] | 32) == 'x' && digit_value(at[2]) < 16) {
		at += 2;
		base = 16;
	} else if (base == 0) {
		base = *at == '0' ? 8 : 10;
	}
	for (; digit_value(*at) < base; at++) {
		unsigned int digit = digit_value(*at);

		any = true;
		if (value > (limit - digit) / base || digit > limit)
			overflow = true;
		else
			value = value * base + digit;
	}
	if (end)
		*end = (char *)(any ? at : text);
	if (base < 2 || base > 36) {
		errno = EINVAL;
		return 0;
	}
	if (overflow) {
		errno = ERANGE;
		*negative = false;
		return limit;
	}
	return value;
}

long long strtoll(const char *restrict text, char **restrict end, int base)
{
	bool negative;
	unsigned long long value = magnitude(text, end, base, LLONG_MAX, LLONG_MAX + 1ULL, &negative);

	return negative ? (long long)(0 - value) : (long long)value;
}

long strtol(const char *restrict text, char **restrict end, int base)
{
	bool negative;
	unsigned long long value = magnitude(text, end, base, LONG_MAX, LONG_MAX + 1ULL, &negative);

	return negative ? (long)(0 - value) : (long)value;
}

unsigned long long strtoull(const char *restrict text, char **restrict end, int base)
{
	bool negative;
	unsigned long long value = magnitude(text, end, base, ULLONG_MAX, ULLONG_MAX, &negative);

	return negative ? 0 - value : value;
}

unsigned long strtoul(const char *restrict text, char **restrict end, int base)
{
	bool negative;
	unsigned long long value = magnitude(text, end, base, ULONG_MAX, ULONG_MAX, &negative);

	return negative ? 0 - value : value;
}

intmax_t strtoimax(const char *restrict text, char **restrict end, int base)
{
	return strtoll(text, end, base);
}

uintmax_t strtoumax(const char *restrict text, char **restrict end, int base)
{
	return strtoull(text, end, base);
}

int atoi(const char *text)
{
	return strtol(text, NULL, 10);
}

long atol(const char *text)
{
	return strtol(text, NULL, 10);
}

long long atoll(const char *text)
{
	return strtoll(text, NULL, 10);
}

/* Characters of an optional exponent at @at that begins with @letter; 0 when there is none. */
static size_t exponent_length(const char *at, char letter)
{
	size_t sign = (*at | 32) == letter && (at[1] == '-' || at[1] == '+');
	size_t length = 1 + sign;

	if ((*at | 32) != letter || !isdigit((unsigned char)at[length]))
		return 0;
	while (isdigit((unsigned char)at[length]))
		length++;
	return length;
}

/* The end of the digits at @at, of base 10 or 16, with a point among them. */
static const char *after_digits(const char *at, int base)
{
	bool point = false;

	while (digit_value(*at) < base || (*at == '.' && !point))
		point |= *at++ == '.';
	return at;
}

/* The number of digits at @at, rounded once; @end where it ends. */
static double digits(const char *at, const char **end, bool hexadecimal, bool as_float)
{
	const char *last = hexadecimal ? after_digits(at + 2, 16) : after_digits(at, 10);
	bool exact;
	double value;

	last += exponent_length(last, hexadecimal ? 'p' : 'e');
	*end = last;
	value = machine_parse_floating(at, last - at, as_float, &exact);
	if (value == HUGE_VAL || (value < (as_float ? FLT_MIN : DBL_MIN) && !exact))
		errno = ERANGE;
	return value;
}

/* strtod(), or strtof() in a double. */
static double floating(const char *text, char **end, bool as_float)
{
	const char *at = text;
	const char *stop = text;
	bool negative;
	double value = 0;

	while (isspace((unsigned char)*at))
		at++;
	negative = *at == '-';
	if (*at == '-' || *at == '+')
		at++;
	if (strncasecmp(at, "inf", 3) == 0) {
		stop = at + (strncasecmp(at, "infinity", 8) == 0 ? 8 : 3);
		value = HUGE_VAL;
	} else if (strncasecmp(at, "nan", 3) == 0) {
		stop = at + 3;
		if (*stop == '(') {
			const char *close = stop + 1;

			while (isalnum((unsigned char)*close) || *close == '_')
				close++;
			if (*close == ')')
				stop = close + 1;
		}
		value = NAN;
	} else if (at[0] == '0' && (at[1] | 32) == 'x' && digit_value(at[at[2] == '.' ? 3 : 2]) < 16) {
		value = digits(at, &stop, true, as_float);
	} else if (isdigit((unsigned char)at[at[0] == '.'])) {
		value = digits(at, &stop, false, as_float);
	}
	if (end)
		*end = (char *)stop;
	return negative && stop != text ? -value : value;
}

double strtod(const char *restrict text, char **restrict end)
{
	return floating(text, end, false);
}

float strtof(const char *restrict text, char **restrict end)
{
	return floating(text, end, true);
}

long double strtold(const char *restrict text, char **restrict end)
{
	return strtod(text, end);
}

double atof(const char *text)
{
	return strtod(text, NULL);
}

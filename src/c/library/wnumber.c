/* SPDX-License-Identifier: GPL-2.0-only */
/* The values of numbers in wide characters (C11 7.29.4.1). */
#include <stddef.h>
#include <stdlib.h>
#include <wchar.h>

/* Numbers in wide characters: as far as they can be part of one, they are characters of the basic set. */
static void narrow(const wchar_t *text, char *to, size_t size)
{
	size_t length = 0;

	while (length + 1 < size && text[length] > 0 && text[length] < 128) {
		to[length] = (char)text[length];
		length++;
	}
	to[length] = 0;
}

static void set_end(wchar_t **end, const wchar_t *text, ptrdiff_t length)
{
	if (end)
		*end = (wchar_t *)text + length;
}

long wcstol(const wchar_t *restrict text, wchar_t **restrict end, int base)
{
	char bytes[400];
	char *stop;
	long value;

	narrow(text, bytes, sizeof(bytes));
	value = strtol(bytes, &stop, base);
	set_end(end, text, stop - bytes);
	return value;
}

unsigned long wcstoul(const wchar_t *restrict text, wchar_t **restrict end, int base)
{
	char bytes[400];
	char *stop;
	unsigned long value;

	narrow(text, bytes, sizeof(bytes));
	value = strtoul(bytes, &stop, base);
	set_end(end, text, stop - bytes);
	return value;
}

long long wcstoll(const wchar_t *restrict text, wchar_t **restrict end, int base)
{
	char bytes[400];
	char *stop;
	long long value;

	narrow(text, bytes, sizeof(bytes));
	value = strtoll(bytes, &stop, base);
	set_end(end, text, stop - bytes);
	return value;
}

unsigned long long wcstoull(const wchar_t *restrict text, wchar_t **restrict end, int base)
{
	char bytes[400];
	char *stop;
	unsigned long long value;

	narrow(text, bytes, sizeof(bytes));
	value = strtoull(bytes, &stop, base);
	set_end(end, text, stop - bytes);
	return value;
}

double wcstod(const wchar_t *restrict text, wchar_t **restrict end)
{
	char bytes[400];
	char *stop;
	double value;

	narrow(text, bytes, sizeof(bytes));
	value = strtod(bytes, &stop);
	set_end(end, text, stop - bytes);
	return value;
}

float wcstof(const wchar_t *restrict text, wchar_t **restrict end)
{
	char bytes[400];
	char *stop;
	float value;

	narrow(text, bytes, sizeof(bytes));
	value = strtof(bytes, &stop);
	set_end(end, text, stop - bytes);
	return value;
}

long double wcstold(const wchar_t *restrict text, wchar_t **restrict end)
{
	char bytes[400];
	char *stop;
	long double value;

	narrow(text, bytes, sizeof(bytes));
	value = strtold(bytes, &stop);
	set_end(end, text, stop - bytes);
	return value;
}

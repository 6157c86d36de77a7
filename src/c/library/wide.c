/* SPDX-License-Identifier: GPL-2.0-only */
/* Multibyte characters, which are UTF-8, and wide ones (C11 7.29.6, 7.22.7, 7.22.8). */
#include <errno.h>
#include <machine/format.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

/* Decodes one character: its length, -1 when it is none, -2 when @n bytes are not all of it. */
static int decode(wchar_t *wide, const char *s, size_t n)
{
	static const unsigned int least[] = {0, 0, 0x80, 0x800, 0x10000};
	unsigned char first = n > 0 ? *s : 0;
	int length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
	unsigned int value = length == 1 ? first : first & (0x7f >> length);

	if (n == 0)
		return -2;
	if (length > 1 && (first < 0xc2 || first > 0xf4))
		return -1;
	for (int i = 1; i < length; i++) {
		if ((size_t)i >= n)
			return -2;
		if ((s[i] & 0xc0) != 0x80)
			return -1;
		value = value << 6 | (s[i] & 63);
	}
	if (value < least[length] || value > 0x10ffff || (value >= 0xd800 && value < 0xe000))
		return -1;
	*wide = value;
	return length;
}

size_t mbrtowc(wchar_t *restrict wide, const char *restrict s, size_t n, mbstate_t *restrict state)
{
	wchar_t value;
	int length;

	(void)state;
	if (!s)
		return 0;
	length = decode(&value, s, n);
	if (length == -1)
		errno = EILSEQ;
	if (length < 0)
		return length;
	if (wide)
		*wide = value;
	return value == 0 ? 0 : length;
}

size_t mbrlen(const char *restrict s, size_t n, mbstate_t *restrict state)
{
	return mbrtowc(NULL, s, n, state);
}

size_t wcrtomb(char *restrict s, wchar_t wide, mbstate_t *restrict state)
{
	char own[4];
	int length = __encode(s ? s : own, s ? wide : 0);

	(void)state;
	if (length == 0)
		errno = EILSEQ;
	return length == 0 ? (size_t)-1 : (size_t)length;
}

int mbsinit(const mbstate_t *state)
{
	(void)state;
	return 1;
}

int mbtowc(wchar_t *restrict wide, const char *restrict s, size_t n)
{
	size_t length = s ? mbrtowc(wide, s, n, NULL) : 0;

	return length > 4 ? -1 : (int)length;
}

int mblen(const char *s, size_t n)
{
	return mbtowc(NULL, s, n);
}

int wctomb(char *s, wchar_t wide)
{
	return s ? (int)wcrtomb(s, wide, NULL) : 0;
}

size_t mbsrtowcs(wchar_t *restrict to, const char **restrict from, size_t n, mbstate_t *restrict state)
{
	const char *at = *from;
	size_t count = 0;

	while (!to || count < n) {
		wchar_t wide;
		size_t length = mbrtowc(&wide, at, 4, state);

		if (length > 4)
			return -1;
		if (to)
			to[count] = wide;
		if (wide == 0) {
			at = NULL;
			break;
		}
		at += length;
		count++;
	}
	if (to)
		*from = at;
	return count;
}

size_t wcsrtombs(char *restrict to, const wchar_t **restrict from, size_t n, mbstate_t *restrict state)
{
	const wchar_t *at = *from;
	size_t count = 0;

	for (;; at++) {
		char bytes[4];
		size_t length = wcrtomb(bytes, *at, state);

		if (length > 4)
			return -1;
		if (to && count + length > n)
			break;
		if (to)
			memcpy(to + count, bytes, length);
		if (*at == 0) {
			at = NULL;
			break;
		}
		count += length;
	}
	if (to)
		*from = at;
	return count;
}

size_t mbstowcs(wchar_t *restrict to, const char *restrict from, size_t n)
{
	return mbsrtowcs(to, &from, n, NULL);
}

size_t wcstombs(char *restrict to, const wchar_t *restrict from, size_t n)
{
	return wcsrtombs(to, &from, n, NULL);
}

wint_t btowc(int c)
{
	return c >= 0 && c < 128 ? (wint_t)c : WEOF;
}

int wctob(wint_t c)
{
	return c < 128 ? (int)c : EOF;
}

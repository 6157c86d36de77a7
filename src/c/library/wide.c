/* SPDX-License-Identifier: GPL-2.0-only */
/* Wide and multibyte characters (C11 7.29, 7.22.7, 7.22.8). Multibyte characters are UTF-8. */
#include <ctype.h>
#include <errno.h>
#include <machine/file.h>
#include <machine/format.h>
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

size_t mbstowcs(wchar_t *restrict to, const char *restrict from, size_t n)
{
	size_t count = 0;

	while (!to || count < n) {
		wchar_t wide;
		size_t length = mbrtowc(&wide, from, 4, NULL);

		if (length > 4)
			return -1;
		if (to)
			to[count] = wide;
		if (wide == 0)
			break;
		from += length;
		count++;
	}
	return count;
}

size_t wcstombs(char *restrict to, const wchar_t *restrict from, size_t n)
{
	size_t count = 0;

	for (;; from++) {
		char bytes[4];
		size_t length = wcrtomb(bytes, *from, NULL);

		if (length > 4)
			return -1;
		if (to && count + length > n)
			return count;
		if (to)
			memcpy(to + count, bytes, length);
		if (*from == 0)
			return count;
		count += length;
	}
}

wint_t btowc(int c)
{
	return c >= 0 && c < 128 ? (wint_t)c : WEOF;
}

int wctob(wint_t c)
{
	return c < 128 ? (int)c : EOF;
}

wint_t fputwc(wchar_t c, FILE *file)
{
	char bytes[4];
	size_t length = wcrtomb(bytes, c, NULL);

	return length <= 4 && __write(file, bytes, length) == length ? (wint_t)c : WEOF;
}

wint_t putwc(wchar_t c, FILE *file)
{
	return fputwc(c, file);
}

wint_t putwchar(wchar_t c)
{
	return fputwc(c, stdout);
}

int fputws(const wchar_t *restrict s, FILE *restrict file)
{
	for (; *s; s++)
		if (fputwc(*s, file) == WEOF)
			return -1;
	return 1;
}

size_t wcslen(const wchar_t *s)
{
	size_t length = 0;

	while (s[length])
		length++;
	return length;
}

wchar_t *wcscpy(wchar_t *restrict to, const wchar_t *restrict from)
{
	return wmemcpy(to, from, wcslen(from) + 1);
}

wchar_t *wcsncpy(wchar_t *restrict to, const wchar_t *restrict from, size_t n)
{
	size_t i = 0;

	for (; i < n && from[i]; i++)
		to[i] = from[i];
	for (; i < n; i++)
		to[i] = 0;
	return to;
}

wchar_t *wcscat(wchar_t *restrict to, const wchar_t *restrict from)
{
	wcscpy(to + wcslen(to), from);
	return to;
}

wchar_t *wcsncat(wchar_t *restrict to, const wchar_t *restrict from, size_t n)
{
	wchar_t *end = to + wcslen(to);

	for (; n > 0 && *from; n--)
		*end++ = *from++;
	*end = 0;
	return to;
}

int wcscmp(const wchar_t *a, const wchar_t *b)
{
	while (*a && *a == *b) {
		a++;
		b++;
	}
	return *a < *b ? -1 : *a > *b;
}

int wcsncmp(const wchar_t *a, const wchar_t *b, size_t n)
{
	for (; n > 0; n--, a++, b++)
		if (!*a || *a != *b)
			return *a < *b ? -1 : *a > *b;
	return 0;
}

wchar_t *wcschr(const wchar_t *s, wchar_t c)
{
	for (; *s != c; s++)
		if (!*s)
			return NULL;
	return (wchar_t *)s;
}

wchar_t *wcsrchr(const wchar_t *s, wchar_t c)
{
	for (size_t i = wcslen(s) + 1; i-- > 0;)
		if (s[i] == c)
			return (wchar_t *)(s + i);
	return NULL;
}

size_t wcsspn(const wchar_t *s, const wchar_t *accept)
{
	size_t length = 0;

	while (s[length] && wcschr(accept, s[length]))
		length++;
	return length;
}

size_t wcscspn(const wchar_t *s, const wchar_t *reject)
{
	size_t length = 0;

	while (s[length] && !wcschr(reject, s[length]))
		length++;
	return length;
}

wchar_t *wcspbrk(const wchar_t *s, const wchar_t *accept)
{
	s += wcscspn(s, accept);
	return *s ? (wchar_t *)s : NULL;
}

wchar_t *wcsstr(const wchar_t *haystack, const wchar_t *needle)
{
	size_t length = wcslen(needle);

	for (; wcsncmp(haystack, needle, length) != 0; haystack++)
		if (!*haystack)
			return NULL;
	return (wchar_t *)haystack;
}

/* Integers of wide characters: as far as they can be part of one, they are characters of the basic set. */
static size_t narrow(const wchar_t *text, char *to, size_t size)
{
	size_t length = 0;

	while (length + 1 < size && text[length] > 0 && text[length] < 128) {
		to[length] = (char)text[length];
		length++;
	}
	to[length] = 0;
	return length;
}

long wcstol(const wchar_t *restrict text, wchar_t **restrict end, int base)
{
	char bytes[128];
	char *stop;
	long value;

	narrow(text, bytes, sizeof(bytes));
	value = strtol(bytes, &stop, base);
	if (end)
		*end = (wchar_t *)text + (stop - bytes);
	return value;
}

unsigned long wcstoul(const wchar_t *restrict text, wchar_t **restrict end, int base)
{
	char bytes[128];
	char *stop;
	unsigned long value;

	narrow(text, bytes, sizeof(bytes));
	value = strtoul(bytes, &stop, base);
	if (end)
		*end = (wchar_t *)text + (stop - bytes);
	return value;
}

wchar_t *wmemchr(const wchar_t *s, wchar_t c, size_t n)
{
	for (; n > 0; n--, s++)
		if (*s == c)
			return (wchar_t *)s;
	return NULL;
}

int wmemcmp(const wchar_t *a, const wchar_t *b, size_t n)
{
	for (; n > 0; n--, a++, b++)
		if (*a != *b)
			return *a < *b ? -1 : 1;
	return 0;
}

wchar_t *wmemcpy(wchar_t *restrict to, const wchar_t *restrict from, size_t n)
{
	return memcpy(to, from, n * sizeof(*to));
}

wchar_t *wmemmove(wchar_t *to, const wchar_t *from, size_t n)
{
	return memmove(to, from, n * sizeof(*to));
}

wchar_t *wmemset(wchar_t *s, wchar_t c, size_t n)
{
	for (size_t i = 0; i < n; i++)
		s[i] = c;
	return s;
}

/* SPDX-License-Identifier: GPL-2.0-only */
/* Strings and arrays of wide characters (C11 7.29.4); their numbers are in wnumber.c. */
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

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

size_t wcsnlen(const wchar_t *s, size_t n)
{
	size_t length = 0;

	while (length < n && s[length])
		length++;
	return length;
}

int wcscoll(const wchar_t *a, const wchar_t *b)
{
	return wcscmp(a, b);
}

size_t wcsxfrm(wchar_t *restrict to, const wchar_t *restrict from, size_t n)
{
	size_t length = wcslen(from);

	if (length < n)
		wcscpy(to, from);
	return length;
}

wchar_t *wcsdup(const wchar_t *s)
{
	size_t size = (wcslen(s) + 1) * sizeof(*s);
	wchar_t *copy = malloc(size);

	return copy ? memcpy(copy, s, size) : NULL;
}

wchar_t *wcstok(wchar_t *restrict s, const wchar_t *restrict separators, wchar_t **restrict next)
{
	wchar_t *end;

	s = s ? s : *next;
	s += wcsspn(s, separators);
	if (!*s) {
		*next = s;
		return NULL;
	}
	end = s + wcscspn(s, separators);
	*next = *end ? end + 1 : end;
	*end = 0;
	return s;
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

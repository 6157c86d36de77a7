/* SPDX-License-Identifier: GPL-2.0-only */
/* Strings (C11 7.24). memcpy(), memmove(), memset() and memcmp() are in machine/string.c. */
#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void *memchr(const void *s, int c, size_t n)
{
	const unsigned char *at = s;

	for (; n > 0; n--, at++)
		if (*at == (unsigned char)c)
			return (void *)at;
	return NULL;
}

void *memrchr(const void *s, int c, size_t n)
{
	const unsigned char *at = s;

	while (n-- > 0)
		if (at[n] == (unsigned char)c)
			return (void *)(at + n);
	return NULL;
}

void *mempcpy(void *restrict to, const void *restrict from, size_t n)
{
	return (char *)memcpy(to, from, n) + n;
}

void *memmem(const void *haystack, size_t length, const void *needle, size_t needle_length)
{
	const char *at = haystack;

	for (; length >= needle_length; at++, length--)
		if (memcmp(at, needle, needle_length) == 0)
			return (void *)at;
	return NULL;
}

size_t strlen(const char *s)
{
	const char *at = s;

	while (*at)
		at++;
	return at - s;
}

size_t strnlen(const char *s, size_t n)
{
	size_t length = 0;

	while (length < n && s[length])
		length++;
	return length;
}

char *stpcpy(char *restrict to, const char *restrict from)
{
	while ((*to = *from)) {
		to++;
		from++;
	}
	return to;
}

char *strcpy(char *restrict to, const char *restrict from)
{
	stpcpy(to, from);
	return to;
}

char *stpncpy(char *restrict to, const char *restrict from, size_t n)
{
	size_t length = strnlen(from, n);

	memcpy(to, from, length);
	memset(to + length, 0, n - length);
	return to + length;
}

char *strncpy(char *restrict to, const char *restrict from, size_t n)
{
	stpncpy(to, from, n);
	return to;
}

char *strcat(char *restrict to, const char *restrict from)
{
	strcpy(to + strlen(to), from);
	return to;
}

char *strncat(char *restrict to, const char *restrict from, size_t n)
{
	size_t length = strnlen(from, n);
	char *end = to + strlen(to);

	memcpy(end, from, length);
	end[length] = 0;
	return to;
}

size_t strlcpy(char *restrict to, const char *restrict from, size_t size)
{
	size_t length = strlen(from);

	if (size > 0) {
		size_t copied = length < size ? length : size - 1;

		memcpy(to, from, copied);
		to[copied] = 0;
	}
	return length;
}

size_t strlcat(char *restrict to, const char *restrict from, size_t size)
{
	size_t used = strnlen(to, size);

	return used + (used == size ? strlen(from) : strlcpy(to + used, from, size - used));
}

int strcmp(const char *a, const char *b)
{
	while (*a && *a == *b) {
		a++;
		b++;
	}
	return (unsigned char)*a - (unsigned char)*b;
}

int strncmp(const char *a, const char *b, size_t n)
{
	for (; n > 0; n--, a++, b++)
		if (!*a || *a != *b)
			return (unsigned char)*a - (unsigned char)*b;
	return 0;
}

int strcasecmp(const char *a, const char *b)
{
	return strncasecmp(a, b, SIZE_MAX);
}

int strncasecmp(const char *a, const char *b, size_t n)
{
	for (; n > 0; n--, a++, b++) {
		int order = tolower((unsigned char)*a) - tolower((unsigned char)*b);

		if (order != 0 || !*a)
			return order;
	}
	return 0;
}

int strcoll(const char *a, const char *b)
{
	return strcmp(a, b);
}

size_t strxfrm(char *restrict to, const char *restrict from, size_t n)
{
	return strlcpy(to, from, n);
}

char *strchrnul(const char *s, int c)
{
	while (*s && *s != (char)c)
		s++;
	return (char *)s;
}

char *strchr(const char *s, int c)
{
	char *found = strchrnul(s, c);

	return *found == (char)c ? found : NULL;
}

char *strrchr(const char *s, int c)
{
	return memrchr(s, c, strlen(s) + 1);
}

size_t strspn(const char *s, const char *accept)
{
	size_t length = 0;

	while (s[length] && strchr(accept, s[length]))
		length++;
	return length;
}

size_t strcspn(const char *s, const char *reject)
{
	size_t length = 0;

	while (s[length] && !strchr(reject, s[length]))
		length++;
	return length;
}

char *strpbrk(const char *s, const char *accept)
{
	s += strcspn(s, accept);
	return *s ? (char *)s : NULL;
}

char *strstr(const char *haystack, const char *needle)
{
	size_t length = strlen(needle);

	for (; strncmp(haystack, needle, length) != 0; haystack++)
		if (!*haystack)
			return NULL;
	return (char *)haystack;
}

char *strtok_r(char *restrict s, const char *restrict delimiters, char **restrict at)
{
	char *token = s ? s : *at;
	char *end;

	if (!token)
		return NULL;
	token += strspn(token, delimiters);
	if (!*token) {
		*at = NULL;
		return NULL;
	}
	end = token + strcspn(token, delimiters);
	*at = *end ? end + 1 : NULL;
	*end = 0;
	return token;
}

char *strtok(char *restrict s, const char *restrict delimiters)
{
	static char *at;

	return strtok_r(s, delimiters, &at);
}

char *strsep(char **at, const char *delimiters)
{
	char *token = *at;
	char *end;

	if (!token)
		return NULL;
	end = token + strcspn(token, delimiters);
	*at = *end ? end + 1 : NULL;
	*end = 0;
	return token;
}

char *strdup(const char *s)
{
	return strndup(s, SIZE_MAX);
}

char *strndup(const char *s, size_t n)
{
	size_t length = strnlen(s, n);
	char *copy = malloc(length + 1);

	if (!copy)
		return NULL;
	memcpy(copy, s, length);
	copy[length] = 0;
	return copy;
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Strings: lib/string.c and the few relatives that the kernel model needs (kstrdup() is in mm/util.c in
 * Linux, parameq() in kernel/params.c). Copying and comparing raw memory is the machine's.
 */
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/slab.h>
#include <linux/string.h>

size_t strlen(const char *s)
{
	size_t n = 0;

	while (s[n])
		n++;
	return n;
}

size_t strnlen(const char *s, size_t n)
{
	size_t i = 0;

	while (i < n && s[i])
		i++;
	return i;
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
	for (; n; n--, a++, b++) {
		if (*a != *b)
			return (unsigned char)*a - (unsigned char)*b;
		if (!*a)
			break;
	}
	return 0;
}

char *strcpy(char *to, const char *from)
{
	char *p = to;

	while ((*p++ = *from++))
		;
	return to;
}

/* Copies as much as fits, always with a NUL; the length copied, or -E2BIG if it did not all fit. */
ssize_t strscpy(char *to, const char *from, size_t size)
{
	size_t i;

	if (!size)
		return -E2BIG;
	for (i = 0; i < size - 1; i++) {
		to[i] = from[i];
		if (!from[i])
			return i;
	}
	to[i] = '\0';
	return from[i] ? -E2BIG : (ssize_t)i;
}

char *strchr(const char *s, int c)
{
	for (; *s != (char)c; s++)
		if (!*s)
			return NULL;
	return (char *)s;
}

char *skip_spaces(const char *s)
{
	while (isspace(*s))
		s++;
	return (char *)s;
}

/* Names of parameters: a dash and an underscore are the same. */
static char dash2underscore(char c)
{
	return c == '-' ? '_' : c;
}

bool parameqn(const char *a, const char *b, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		char x = dash2underscore(a[i]);
		char y = dash2underscore(b[i]);

		if (x != y)
			return false;
	}
	return true;
}

bool parameq(const char *a, const char *b)
{
	return parameqn(a, b, strlen(a) + 1);
}

/* A copy of @s in memory of its own; NULL without memory. */
char *kstrdup(const char *s, gfp_t gfp)
{
	size_t size = strlen(s) + 1;
	char *copy = kmalloc(size, gfp);

	if (copy)
		memcpy(copy, s, size);
	return copy;
}

/* SPDX-License-Identifier: GPL-2.0-only */
/* The basics of C11 7.29. Multibyte characters are UTF-8. */
#ifndef _WCHAR_H
#define _WCHAR_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef unsigned int wint_t;
typedef struct {
	unsigned int __value;
	int __missing;
} mbstate_t;

#define WEOF ((wint_t)-1)

wint_t btowc(int __c);
int wctob(wint_t __c);
int mbsinit(const mbstate_t *__state);
size_t mbrlen(const char *restrict __s, size_t __n, mbstate_t *restrict __state);
size_t mbrtowc(wchar_t *restrict __wide, const char *restrict __s, size_t __n, mbstate_t *restrict __state);
size_t wcrtomb(char *restrict __s, wchar_t __wide, mbstate_t *restrict __state);
wint_t fputwc(wchar_t __c, FILE *__file);
wint_t putwc(wchar_t __c, FILE *__file);
wint_t putwchar(wchar_t __c);
int fputws(const wchar_t *restrict __s, FILE *restrict __file);
wchar_t *wcscat(wchar_t *restrict __to, const wchar_t *restrict __from);
wchar_t *wcschr(const wchar_t *__s, wchar_t __c);
int wcscmp(const wchar_t *__a, const wchar_t *__b);
wchar_t *wcscpy(wchar_t *restrict __to, const wchar_t *restrict __from);
size_t wcscspn(const wchar_t *__s, const wchar_t *__reject);
size_t wcslen(const wchar_t *__s);
wchar_t *wcsncat(wchar_t *restrict __to, const wchar_t *restrict __from, size_t __n);
int wcsncmp(const wchar_t *__a, const wchar_t *__b, size_t __n);
wchar_t *wcsncpy(wchar_t *restrict __to, const wchar_t *restrict __from, size_t __n);
wchar_t *wcspbrk(const wchar_t *__s, const wchar_t *__accept);
wchar_t *wcsrchr(const wchar_t *__s, wchar_t __c);
size_t wcsspn(const wchar_t *__s, const wchar_t *__accept);
wchar_t *wcsstr(const wchar_t *__haystack, const wchar_t *__needle);
long wcstol(const wchar_t *restrict __text, wchar_t **restrict __end, int __base);
unsigned long wcstoul(const wchar_t *restrict __text, wchar_t **restrict __end, int __base);
wchar_t *wmemchr(const wchar_t *__s, wchar_t __c, size_t __n);
int wmemcmp(const wchar_t *__a, const wchar_t *__b, size_t __n);
wchar_t *wmemcpy(wchar_t *restrict __to, const wchar_t *restrict __from, size_t __n);
wchar_t *wmemmove(wchar_t *__to, const wchar_t *__from, size_t __n);
wchar_t *wmemset(wchar_t *__s, wchar_t __c, size_t __n);

#endif

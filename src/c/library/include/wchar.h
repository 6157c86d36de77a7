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
size_t mbsrtowcs(wchar_t *restrict __to, const char **restrict __from, size_t __n, mbstate_t *restrict __state);
size_t wcsrtombs(char *restrict __to, const wchar_t **restrict __from, size_t __n, mbstate_t *restrict __state);
size_t wcrtomb(char *restrict __s, wchar_t __wide, mbstate_t *restrict __state);
wint_t fputwc(wchar_t __c, FILE *__file);
wint_t putwc(wchar_t __c, FILE *__file);
wint_t putwchar(wchar_t __c);
int fputws(const wchar_t *restrict __s, FILE *restrict __file);
wint_t fgetwc(FILE *__file);
wint_t getwc(FILE *__file);
wint_t getwchar(void);
wint_t ungetwc(wint_t __c, FILE *__file);
wchar_t *fgetws(wchar_t *restrict __to, int __size, FILE *restrict __file);
int fwide(FILE *__file, int __mode);
int wprintf(const wchar_t *restrict __format, ...);
int fwprintf(FILE *restrict __file, const wchar_t *restrict __format, ...);
int swprintf(wchar_t *restrict __to, size_t __size, const wchar_t *restrict __format, ...);
int vwprintf(const wchar_t *restrict __format, va_list __list);
int vfwprintf(FILE *restrict __file, const wchar_t *restrict __format, va_list __list);
int vswprintf(wchar_t *restrict __to, size_t __size, const wchar_t *restrict __format, va_list __list);
int wscanf(const wchar_t *restrict __format, ...);
int fwscanf(FILE *restrict __file, const wchar_t *restrict __format, ...);
int swscanf(const wchar_t *restrict __text, const wchar_t *restrict __format, ...);
int vwscanf(const wchar_t *restrict __format, va_list __list);
int vfwscanf(FILE *restrict __file, const wchar_t *restrict __format, va_list __list);
int vswscanf(const wchar_t *restrict __text, const wchar_t *restrict __format, va_list __list);
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
wchar_t *wcstok(wchar_t *restrict __s, const wchar_t *restrict __separators, wchar_t **restrict __next);
wchar_t *wcsdup(const wchar_t *__s);
size_t wcsnlen(const wchar_t *__s, size_t __n);
int wcscoll(const wchar_t *__a, const wchar_t *__b);
size_t wcsxfrm(wchar_t *restrict __to, const wchar_t *restrict __from, size_t __n);
double wcstod(const wchar_t *restrict __text, wchar_t **restrict __end);
float wcstof(const wchar_t *restrict __text, wchar_t **restrict __end);
long double wcstold(const wchar_t *restrict __text, wchar_t **restrict __end);
long long wcstoll(const wchar_t *restrict __text, wchar_t **restrict __end, int __base);
unsigned long long wcstoull(const wchar_t *restrict __text, wchar_t **restrict __end, int __base);
long wcstol(const wchar_t *restrict __text, wchar_t **restrict __end, int __base);
unsigned long wcstoul(const wchar_t *restrict __text, wchar_t **restrict __end, int __base);
wchar_t *wmemchr(const wchar_t *__s, wchar_t __c, size_t __n);
int wmemcmp(const wchar_t *__a, const wchar_t *__b, size_t __n);
wchar_t *wmemcpy(wchar_t *restrict __to, const wchar_t *restrict __from, size_t __n);
wchar_t *wmemmove(wchar_t *__to, const wchar_t *__from, size_t __n);
wchar_t *wmemset(wchar_t *__s, wchar_t __c, size_t __n);

#endif

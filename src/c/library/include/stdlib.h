/* SPDX-License-Identifier: GPL-2.0-only */
/* C11 7.22 */
#ifndef _STDLIB_H
#define _STDLIB_H

#include <stddef.h>

#define EXIT_SUCCESS 0
#define EXIT_FAILURE 1
#define RAND_MAX 2147483647
#define MB_CUR_MAX ((size_t)4)

typedef struct {
	int quot;
	int rem;
} div_t;
typedef struct {
	long quot;
	long rem;
} ldiv_t;
typedef struct {
	long long quot;
	long long rem;
} lldiv_t;

double atof(const char *__text);
int atoi(const char *__text);
long atol(const char *__text);
long long atoll(const char *__text);
double strtod(const char *restrict __text, char **restrict __end);
float strtof(const char *restrict __text, char **restrict __end);
long double strtold(const char *restrict __text, char **restrict __end);
long strtol(const char *restrict __text, char **restrict __end, int __base);
long long strtoll(const char *restrict __text, char **restrict __end, int __base);
unsigned long strtoul(const char *restrict __text, char **restrict __end, int __base);
unsigned long long strtoull(const char *restrict __text, char **restrict __end, int __base);

int rand(void);
int rand_r(unsigned int *__seed);
long random(void);
void srand(unsigned int __seed);
void srandom(unsigned int __seed);

void *aligned_alloc(size_t __alignment, size_t __size);
void *calloc(size_t __count, size_t __size);
void free(void *__p);
void *malloc(size_t __size);
int posix_memalign(void **__p, size_t __alignment, size_t __size);
void *realloc(void *__p, size_t __size);
void *reallocarray(void *__p, size_t __count, size_t __size);

_Noreturn void abort(void);
int at_quick_exit(void (*__function)(void));
int atexit(void (*__function)(void));
_Noreturn void exit(int __status);
_Noreturn void _Exit(int __status);
char *getenv(const char *__name);
_Noreturn void quick_exit(int __status);

void *bsearch(const void *__key, const void *__base, size_t __count, size_t __size,
	      int (*__compare)(const void *, const void *));
void qsort(void *__base, size_t __count, size_t __size, int (*__compare)(const void *, const void *));

int abs(int __value);
long labs(long __value);
long long llabs(long long __value);
div_t div(int __numerator, int __denominator);
ldiv_t ldiv(long __numerator, long __denominator);
lldiv_t lldiv(long long __numerator, long long __denominator);

int mblen(const char *__s, size_t __n);
int mbtowc(wchar_t *restrict __wide, const char *restrict __s, size_t __n);
int wctomb(char *__s, wchar_t __wide);
size_t mbstowcs(wchar_t *restrict __to, const char *restrict __from, size_t __n);
size_t wcstombs(char *restrict __to, const wchar_t *restrict __from, size_t __n);

#endif

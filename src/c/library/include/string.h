/* SPDX-License-Identifier: GPL-2.0-only */
/* C11 7.24, and what POSIX and GNU programs commonly expect of it */
#ifndef _STRING_H
#define _STRING_H

#include <stddef.h>

void *memchr(const void *__s, int __c, size_t __n);
int memcmp(const void *__a, const void *__b, size_t __n);
void *memcpy(void *restrict __to, const void *restrict __from, size_t __n);
void *memmem(const void *__haystack, size_t __length, const void *__needle, size_t __needle_length);
void *memmove(void *__to, const void *__from, size_t __n);
void *mempcpy(void *restrict __to, const void *restrict __from, size_t __n);
void *memrchr(const void *__s, int __c, size_t __n);
void *memset(void *__s, int __c, size_t __n);
char *stpcpy(char *restrict __to, const char *restrict __from);
char *stpncpy(char *restrict __to, const char *restrict __from, size_t __n);
int strcasecmp(const char *__a, const char *__b);
char *strcat(char *restrict __to, const char *restrict __from);
char *strchr(const char *__s, int __c);
char *strchrnul(const char *__s, int __c);
int strcmp(const char *__a, const char *__b);
int strcoll(const char *__a, const char *__b);
char *strcpy(char *restrict __to, const char *restrict __from);
size_t strcspn(const char *__s, const char *__reject);
char *strdup(const char *__s);
char *strerror(int __number);
size_t strlcat(char *restrict __to, const char *restrict __from, size_t __size);
size_t strlcpy(char *restrict __to, const char *restrict __from, size_t __size);
size_t strlen(const char *__s);
int strncasecmp(const char *__a, const char *__b, size_t __n);
char *strncat(char *restrict __to, const char *restrict __from, size_t __n);
int strncmp(const char *__a, const char *__b, size_t __n);
char *strncpy(char *restrict __to, const char *restrict __from, size_t __n);
char *strndup(const char *__s, size_t __n);
size_t strnlen(const char *__s, size_t __n);
char *strpbrk(const char *__s, const char *__accept);
char *strrchr(const char *__s, int __c);
char *strsep(char **__at, const char *__delimiters);
size_t strspn(const char *__s, const char *__accept);
char *strstr(const char *__haystack, const char *__needle);
char *strtok(char *restrict __s, const char *restrict __delimiters);
char *strtok_r(char *restrict __s, const char *restrict __delimiters, char **restrict __at);
size_t strxfrm(char *restrict __to, const char *restrict __from, size_t __n);

#endif

/* SPDX-License-Identifier: GPL-2.0-only */
/* Memory and strings. The first four are the machine's own; the others are in lib/string.c. */
#ifndef _LINUX_STRING_H
#define _LINUX_STRING_H

#include <linux/types.h>

void *memcpy(void *to, const void *from, size_t n);
void *memmove(void *to, const void *from, size_t n);
void *memset(void *p, int c, size_t n);
int memcmp(const void *a, const void *b, size_t n);

size_t strlen(const char *s);
size_t strnlen(const char *s, size_t n);
int strcmp(const char *a, const char *b);
int strncmp(const char *a, const char *b, size_t n);
char *strcpy(char *to, const char *from);
ssize_t strscpy(char *to, const char *from, size_t size);
char *strchr(const char *s, int c);
char *skip_spaces(const char *s);
bool parameq(const char *a, const char *b);
bool parameqn(const char *a, const char *b, size_t n);
char *kstrdup(const char *s, gfp_t gfp);

#endif

/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * C11 7.21. Standard input, output and error are the host's; all other files live in memory and are gone when the
 * program ends.
 */
#ifndef _STDIO_H
#define _STDIO_H

#include <stdarg.h>
#include <stddef.h>

typedef struct __file FILE;
typedef long fpos_t;
typedef __PTRDIFF_TYPE__ ssize_t;

#define EOF (-1)
#define BUFSIZ 8192
#define FILENAME_MAX 4096
#define FOPEN_MAX 1000
#define L_tmpnam 20
#define TMP_MAX 238328
#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2
#define _IOFBF 0
#define _IOLBF 1
#define _IONBF 2

extern FILE *stdin;
extern FILE *stdout;
extern FILE *stderr;
#define stdin stdin
#define stdout stdout
#define stderr stderr

int remove(const char *__path);
int rename(const char *__from, const char *__to);
FILE *tmpfile(void);
char *tmpnam(char *__name);

int fclose(FILE *__file);
int fflush(FILE *__file);
FILE *fopen(const char *restrict __path, const char *restrict __mode);
FILE *freopen(const char *restrict __path, const char *restrict __mode, FILE *restrict __file);
void setbuf(FILE *restrict __file, char *restrict __buffer);
int setvbuf(FILE *restrict __file, char *restrict __buffer, int __mode, size_t __size);
int fileno(FILE *__file);

int fprintf(FILE *restrict __file, const char *restrict __format, ...) __attribute__((__format__(__printf__, 2, 3)));
int printf(const char *restrict __format, ...) __attribute__((__format__(__printf__, 1, 2)));
int snprintf(char *restrict __to, size_t __size, const char *restrict __format, ...)
	__attribute__((__format__(__printf__, 3, 4)));
int sprintf(char *restrict __to, const char *restrict __format, ...) __attribute__((__format__(__printf__, 2, 3)));
int asprintf(char **restrict __to, const char *restrict __format, ...) __attribute__((__format__(__printf__, 2, 3)));
int vfprintf(FILE *restrict __file, const char *restrict __format, va_list __list);
int vprintf(const char *restrict __format, va_list __list);
int vsnprintf(char *restrict __to, size_t __size, const char *restrict __format, va_list __list);
int vsprintf(char *restrict __to, const char *restrict __format, va_list __list);
int vasprintf(char **restrict __to, const char *restrict __format, va_list __list);

int fscanf(FILE *restrict __file, const char *restrict __format, ...);
int scanf(const char *restrict __format, ...);
int sscanf(const char *restrict __text, const char *restrict __format, ...);
int vfscanf(FILE *restrict __file, const char *restrict __format, va_list __list);
int vscanf(const char *restrict __format, va_list __list);
int vsscanf(const char *restrict __text, const char *restrict __format, va_list __list);

int fgetc(FILE *__file);
char *fgets(char *restrict __to, int __size, FILE *restrict __file);
int fputc(int __c, FILE *__file);
int fputs(const char *restrict __text, FILE *restrict __file);
int getc(FILE *__file);
int getchar(void);
ssize_t getline(char **restrict __line, size_t *restrict __size, FILE *restrict __file);
int putc(int __c, FILE *__file);
int putchar(int __c);
int puts(const char *__text);
int ungetc(int __c, FILE *__file);

size_t fread(void *restrict __to, size_t __size, size_t __count, FILE *restrict __file);
size_t fwrite(const void *restrict __from, size_t __size, size_t __count, FILE *restrict __file);

int fgetpos(FILE *restrict __file, fpos_t *restrict __position);
int fseek(FILE *__file, long __offset, int __whence);
int fsetpos(FILE *__file, const fpos_t *__position);
long ftell(FILE *__file);
void rewind(FILE *__file);

void clearerr(FILE *__file);
int feof(FILE *__file);
int ferror(FILE *__file);
void perror(const char *__text);

#endif

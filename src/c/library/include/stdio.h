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

int remove(const char *path);
int rename(const char *from, const char *to);
FILE *tmpfile(void);
char *tmpnam(char *name);

int fclose(FILE *file);
int fflush(FILE *file);
FILE *fopen(const char *restrict path, const char *restrict mode);
FILE *freopen(const char *restrict path, const char *restrict mode, FILE *restrict file);
void setbuf(FILE *restrict file, char *restrict buffer);
int setvbuf(FILE *restrict file, char *restrict buffer, int mode, size_t size);
int fileno(FILE *file);

int fprintf(FILE *restrict file, const char *restrict format, ...) __attribute__((format(printf, 2, 3)));
int printf(const char *restrict format, ...) __attribute__((format(printf, 1, 2)));
int snprintf(char *restrict to, size_t size, const char *restrict format, ...) __attribute__((format(printf, 3, 4)));
int sprintf(char *restrict to, const char *restrict format, ...) __attribute__((format(printf, 2, 3)));
int asprintf(char **restrict to, const char *restrict format, ...) __attribute__((format(printf, 2, 3)));
int vfprintf(FILE *restrict file, const char *restrict format, va_list list);
int vprintf(const char *restrict format, va_list list);
int vsnprintf(char *restrict to, size_t size, const char *restrict format, va_list list);
int vsprintf(char *restrict to, const char *restrict format, va_list list);
int vasprintf(char **restrict to, const char *restrict format, va_list list);

int fscanf(FILE *restrict file, const char *restrict format, ...);
int scanf(const char *restrict format, ...);
int sscanf(const char *restrict text, const char *restrict format, ...);
int vfscanf(FILE *restrict file, const char *restrict format, va_list list);
int vscanf(const char *restrict format, va_list list);
int vsscanf(const char *restrict text, const char *restrict format, va_list list);

int fgetc(FILE *file);
char *fgets(char *restrict to, int size, FILE *restrict file);
int fputc(int c, FILE *file);
int fputs(const char *restrict text, FILE *restrict file);
int getc(FILE *file);
int getchar(void);
ssize_t getline(char **restrict line, size_t *restrict size, FILE *restrict file);
int putc(int c, FILE *file);
int putchar(int c);
int puts(const char *text);
int ungetc(int c, FILE *file);

size_t fread(void *restrict to, size_t size, size_t count, FILE *restrict file);
size_t fwrite(const void *restrict from, size_t size, size_t count, FILE *restrict file);

int fgetpos(FILE *restrict file, fpos_t *restrict position);
int fseek(FILE *file, long offset, int whence);
int fsetpos(FILE *file, const fpos_t *position);
long ftell(FILE *file);
void rewind(FILE *file);

void clearerr(FILE *file);
int feof(FILE *file);
int ferror(FILE *file);
void perror(const char *text);

#endif

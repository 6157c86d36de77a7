/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The wprintf() family (C11 7.29.2): the format becomes UTF-8 and is formatted as printf() does it, but for widths and
 * precisions, which count characters; swprintf() makes wide characters again of what comes of it.
 */
#include <errno.h>
#include <machine/file.h>
#include <machine/format.h>
#include <stdlib.h>
#include <wchar.h>

/* The text as UTF-8, to be freed; NULL if it is none. */
char *__narrow(const wchar_t *text)
{
	size_t length = wcstombs(NULL, text, 0);
	char *copy = length == (size_t)-1 ? NULL : malloc(length + 1);

	if (copy)
		wcstombs(copy, text, length + 1);
	return copy;
}

int vfwprintf(FILE *restrict file, const wchar_t *restrict format, va_list list)
{
	char *narrow = __orient(file, 1) < 0 ? NULL : __narrow(format);
	int count = narrow ? __print(file, narrow, list, true) : -1;

	free(narrow);
	return count;
}

struct wide_sink {
	struct __sink sink;
	wchar_t *to;
	size_t size;
};

static void put_wide(struct __sink *base, const char *text, size_t count)
{
	struct wide_sink *sink = (struct wide_sink *)base;
	size_t used = sink->sink.count;

	for (size_t length; count > 0 && used < sink->size; count -= length, text += length) {
		length = *text ? mbrtowc(sink->to + used, text, count, NULL) : 1;
		if (!*text)
			sink->to[used] = 0;
		used++;
	}
}

/* Unlike vsnprintf() it fails if there is not enough room. */
int vswprintf(wchar_t *restrict to, size_t size, const wchar_t *restrict format, va_list list)
{
	struct wide_sink sink = {{.put = put_wide, .wide = true}, to, size};
	char *narrow = size > 0 ? __narrow(format) : NULL;
	int count = narrow ? __format(&sink.sink, narrow, list) : -1;
	size_t used = sink.sink.count;

	free(narrow);
	if (size > 0)
		to[used < size ? used : size - 1] = 0;
	return used < size ? count : -1;
}

int vwprintf(const wchar_t *restrict format, va_list list)
{
	return vfwprintf(stdout, format, list);
}

int wprintf(const wchar_t *restrict format, ...)
{
	va_list list;
	int count;

	va_start(list, format);
	count = vfwprintf(stdout, format, list);
	va_end(list);
	return count;
}

int fwprintf(FILE *restrict file, const wchar_t *restrict format, ...)
{
	va_list list;
	int count;

	va_start(list, format);
	count = vfwprintf(file, format, list);
	va_end(list);
	return count;
}

int swprintf(wchar_t *restrict to, size_t size, const wchar_t *restrict format, ...)
{
	va_list list;
	int count;

	va_start(list, format);
	count = vswprintf(to, size, format, list);
	va_end(list);
	return count;
}

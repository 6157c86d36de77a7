/* SPDX-License-Identifier: GPL-2.0-only */
/* The printf() family (C11 7.21.6): formatted output to streams and to memory. */
#include <machine/file.h>
#include <machine/format.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct file_sink {
	struct __sink sink;
	FILE *file;
	bool failed;
	size_t used;
	char buffer[256];
};

static void flush_sink(struct file_sink *sink)
{
	if (__write(sink->file, sink->buffer, sink->used) != sink->used)
		sink->failed = true;
	sink->used = 0;
}

static void put_to_file(struct __sink *base, const char *text, size_t count)
{
	struct file_sink *sink = (struct file_sink *)base;

	if (count > sizeof(sink->buffer) - sink->used)
		flush_sink(sink);
	if (count > sizeof(sink->buffer)) {
		if (__write(sink->file, text, count) != count)
			sink->failed = true;
		return;
	}
	memcpy(sink->buffer + sink->used, text, count);
	sink->used += count;
}

int vfprintf(FILE *restrict file, const char *restrict format, va_list list)
{
	if (__orient(file, -1) > 0)
		return -1;
	return __print(file, format, list, false);
}

int __print(FILE *file, const char *format, va_list list, bool wide)
{
	struct file_sink sink;
	int count;

	sink.sink = (struct __sink){.put = put_to_file, .wide = wide};
	sink.file = file;
	sink.failed = false;
	sink.used = 0;
	count = __format(&sink.sink, format, list);
	flush_sink(&sink);
	return sink.failed ? -1 : count;
}

struct memory_sink {
	struct __sink sink;
	char *to;
	size_t size;
};

static void put_to_memory(struct __sink *base, const char *text, size_t count)
{
	struct memory_sink *sink = (struct memory_sink *)base;
	size_t used = sink->sink.count;

	if (used + 1 >= sink->size)
		return;
	if (count > sink->size - 1 - used)
		count = sink->size - 1 - used;
	memcpy(sink->to + used, text, count);
}

int vsnprintf(char *restrict to, size_t size, const char *restrict format, va_list list)
{
	struct memory_sink sink = {{.put = put_to_memory}, to, size};
	int count = __format(&sink.sink, format, list);

	if (size > 0)
		to[sink.sink.count < size ? sink.sink.count : size - 1] = 0;
	return count;
}

int vsprintf(char *restrict to, const char *restrict format, va_list list)
{
	return vsnprintf(to, SIZE_MAX / 2, format, list);
}

int vprintf(const char *restrict format, va_list list)
{
	return vfprintf(stdout, format, list);
}

int vasprintf(char **restrict to, const char *restrict format, va_list list)
{
	va_list again;
	int count;

	va_copy(again, list);
	count = vsnprintf(NULL, 0, format, again);
	va_end(again);
	*to = count < 0 ? NULL : malloc((size_t)count + 1);
	return *to ? vsnprintf(*to, (size_t)count + 1, format, list) : -1;
}

int printf(const char *restrict format, ...)
{
	va_list list;
	int count;

	va_start(list, format);
	count = vfprintf(stdout, format, list);
	va_end(list);
	return count;
}

int fprintf(FILE *restrict file, const char *restrict format, ...)
{
	va_list list;
	int count;

	va_start(list, format);
	count = vfprintf(file, format, list);
	va_end(list);
	return count;
}

int sprintf(char *restrict to, const char *restrict format, ...)
{
	va_list list;
	int count;

	va_start(list, format);
	count = vsprintf(to, format, list);
	va_end(list);
	return count;
}

int snprintf(char *restrict to, size_t size, const char *restrict format, ...)
{
	va_list list;
	int count;

	va_start(list, format);
	count = vsnprintf(to, size, format, list);
	va_end(list);
	return count;
}

int asprintf(char **restrict to, const char *restrict format, ...)
{
	va_list list;
	int count;

	va_start(list, format);
	count = vasprintf(to, format, list);
	va_end(list);
	return count;
}

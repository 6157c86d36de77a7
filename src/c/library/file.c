/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Streams (C11 7.21.5 to 7.21.10 less formatting): the host's three, buffered here, and files that live in memory.
 */
#include <errno.h>
#include <machine/file.h>
#include <machine/host.h>
#include <stdlib.h>
#include <string.h>

static FILE input = {.stream = 0, .readable = true};
static FILE output = {.stream = 1, .writable = true, .buffering = _IOLBF};
static FILE error = {.stream = 2, .writable = true, .buffering = _IONBF};

FILE *stdin = &input;
FILE *stdout = &output;
FILE *stderr = &error;

static struct __stored *all_stored;

/* ---- files in memory ---- */

static struct __stored *find_stored(const char *name)
{
	struct __stored *stored = all_stored;

	while (stored && (!stored->name || strcmp(stored->name, name) != 0))
		stored = stored->next;
	return stored;
}

static struct __stored *new_stored(const char *name)
{
	struct __stored *stored = calloc(1, sizeof(*stored));

	if (!stored)
		return NULL;
	if (name) {
		stored->name = strdup(name);
		if (!stored->name) {
			free(stored);
			return NULL;
		}
	}
	stored->next = all_stored;
	all_stored = stored;
	return stored;
}

static void drop_stored(struct __stored *stored)
{
	struct __stored **link = &all_stored;

	if (stored->name || stored->open > 0)
		return;
	while (*link != stored)
		link = &(*link)->next;
	*link = stored->next;
	free(stored->bytes);
	free(stored);
}

static bool grow(struct __stored *stored, size_t size)
{
	size_t room = stored->room ? stored->room : 256;
	unsigned char *bytes;

	if (size > stored->room) {
		while (room < size)
			room *= 2;
		bytes = realloc(stored->bytes, room);
		if (!bytes)
			return false;
		stored->bytes = bytes;
		stored->room = room;
	}
	if (size > stored->size) {
		memset(stored->bytes + stored->size, 0, size - stored->size);
		stored->size = size;
	}
	return true;
}

/* ---- opening and closing ---- */

static bool parse_mode(const char *mode, FILE *file, bool *create, bool *truncate, bool *exclusive)
{
	if (*mode != 'r' && *mode != 'w' && *mode != 'a')
		return false;
	file->readable = *mode == 'r' || strchr(mode, '+');
	file->writable = *mode != 'r' || strchr(mode, '+');
	file->append = *mode == 'a';
	*create = *mode != 'r';
	*truncate = *mode == 'w';
	*exclusive = *mode == 'w' && strchr(mode, 'x');
	return true;
}

static FILE *open_into(FILE *file, const char *path, const char *mode)
{
	bool create;
	bool truncate;
	bool exclusive;
	struct __stored *stored;

	memset(file, 0, sizeof(*file));
	if (!parse_mode(mode, file, &create, &truncate, &exclusive)) {
		errno = EINVAL;
		return NULL;
	}
	stored = find_stored(path);
	if (stored && exclusive) {
		errno = EEXIST;
		return NULL;
	}
	if (!stored && create)
		stored = new_stored(path);
	if (!stored) {
		errno = create ? ENOMEM : ENOENT;
		return NULL;
	}
	if (truncate)
		stored->size = 0;
	stored->open++;
	file->stored = stored;
	return file;
}

FILE *fopen(const char *restrict path, const char *restrict mode)
{
	FILE *file = malloc(sizeof(*file));

	if (!file)
		return NULL;
	if (!open_into(file, path, mode)) {
		free(file);
		return NULL;
	}
	return file;
}

static bool is_standard(FILE *file)
{
	return file == &input || file == &output || file == &error;
}

static void close_stored(FILE *file)
{
	struct __stored *stored = file->stored;

	fflush(file);
	file->stored = NULL;
	if (stored) {
		stored->open--;
		drop_stored(stored);
	}
}

int fclose(FILE *file)
{
	close_stored(file);
	if (is_standard(file))
		file->readable = file->writable = false;
	else
		free(file);
	return 0;
}

FILE *freopen(const char *restrict path, const char *restrict mode, FILE *restrict file)
{
	close_stored(file);
	if (path && open_into(file, path, mode))
		return file;
	if (!is_standard(file))
		free(file);
	return NULL;
}

FILE *tmpfile(void)
{
	FILE *file = calloc(1, sizeof(*file));
	struct __stored *stored = file ? new_stored(NULL) : NULL;

	if (!stored) {
		free(file);
		return NULL;
	}
	stored->open = 1;
	file->stored = stored;
	file->readable = file->writable = true;
	return file;
}

char *tmpnam(char *name)
{
	static char own[L_tmpnam];
	static unsigned int count;
	char *to = name ? name : own;

	do
		snprintf(to, L_tmpnam, "/tmp/file%06u", ++count);
	while (find_stored(to));
	return to;
}

int remove(const char *path)
{
	struct __stored *stored = find_stored(path);

	if (!stored) {
		errno = ENOENT;
		return -1;
	}
	free(stored->name);
	stored->name = NULL;
	drop_stored(stored);
	return 0;
}

int rename(const char *from, const char *to)
{
	struct __stored *stored = find_stored(from);
	char *name;

	if (!stored) {
		errno = ENOENT;
		return -1;
	}
	if (strcmp(from, to) == 0)
		return 0;
	name = strdup(to);
	if (!name)
		return -1;
	if (find_stored(to))
		remove(to);
	free(stored->name);
	stored->name = name;
	return 0;
}

/* ---- bytes in and out ---- */

static bool flush_output(FILE *file)
{
	if (file->end > 0)
		machine_write(file->stream, file->buffer, file->end);
	file->end = 0;
	return true;
}

int fflush(FILE *file)
{
	if (!file) {
		flush_output(&output);
		flush_output(&error);
	} else if (!file->stored && file->writable) {
		flush_output(file);
	}
	return 0;
}

static size_t write_host(FILE *file, const unsigned char *from, size_t count)
{
	size_t room = sizeof(file->buffer) - file->end;

	if (count > room || file->buffering == _IONBF)
		flush_output(file);
	if (count > sizeof(file->buffer) || file->buffering == _IONBF) {
		machine_write(file->stream, from, count);
		return count;
	}
	memcpy(file->buffer + file->end, from, count);
	file->end += count;
	if (file->buffering == _IOLBF && memrchr(from, '\n', count))
		flush_output(file);
	return count;
}

static size_t write_stored(FILE *file, const unsigned char *from, size_t count)
{
	struct __stored *stored = file->stored;

	if (file->append)
		file->position = stored->size;
	if (!grow(stored, file->position + count)) {
		file->failed = true;
		errno = ENOSPC;
		return 0;
	}
	memcpy(stored->bytes + file->position, from, count);
	file->position += count;
	return count;
}

size_t __write(FILE *file, const void *from, size_t count)
{
	if (!file->writable) {
		file->failed = true;
		errno = EBADF;
		return 0;
	}
	if (count == 0)
		return 0;
	file->pushed_count = 0;
	return file->stored ? write_stored(file, from, count) : write_host(file, from, count);
}

static size_t read_host(FILE *file, unsigned char *to, size_t count)
{
	size_t done = 0;

	while (done < count) {
		size_t here = file->end - file->start;

		if (here == 0) {
			flush_output(&output);
			file->start = 0;
			file->end = file->ended ? 0 : machine_read(file->buffer, sizeof(file->buffer));
			here = file->end;
			if (here == 0)
				break;
		}
		if (here > count - done)
			here = count - done;
		memcpy(to + done, file->buffer + file->start, here);
		file->start += here;
		done += here;
	}
	return done;
}

static size_t read_stored(FILE *file, unsigned char *to, size_t count)
{
	struct __stored *stored = file->stored;
	size_t here = file->position < stored->size ? stored->size - file->position : 0;

	if (here > count)
		here = count;
	if (here > 0)
		memcpy(to, stored->bytes + file->position, here);
	file->position += here;
	return here;
}

size_t __read(FILE *file, void *to, size_t count)
{
	unsigned char *at = to;
	size_t done = 0;

	if (!file->readable) {
		file->failed = true;
		errno = EBADF;
		return 0;
	}
	while (done < count && file->pushed_count > 0)
		at[done++] = file->pushed[--file->pushed_count];
	if (file->stored)
		done += read_stored(file, at + done, count - done);
	else
		done += read_host(file, at + done, count - done);
	if (done < count)
		file->ended = true;
	return done;
}

size_t fread(void *restrict to, size_t size, size_t count, FILE *restrict file)
{
	return size == 0 ? 0 : __read(file, to, size * count) / size;
}

size_t fwrite(const void *restrict from, size_t size, size_t count, FILE *restrict file)
{
	if (__orient(file, -1) > 0)
		return 0;
	return size == 0 ? 0 : __write(file, from, size * count) / size;
}

/* ---- characters and lines ---- */

int fgetc(FILE *file)
{
	unsigned char c;

	return __read(file, &c, 1) == 1 ? c : EOF;
}

int getc(FILE *file)
{
	return fgetc(file);
}

int getchar(void)
{
	return fgetc(stdin);
}

int ungetc(int c, FILE *file)
{
	if (c == EOF || file->pushed_count == __PUSHED)
		return EOF;
	file->pushed[file->pushed_count++] = c;
	file->ended = false;
	return (unsigned char)c;
}

char *fgets(char *restrict to, int size, FILE *restrict file)
{
	int count = 0;

	while (count < size - 1) {
		int c = fgetc(file);

		if (c == EOF)
			break;
		to[count++] = c;
		if (c == '\n')
			break;
	}
	if (count == 0)
		return NULL;
	to[count] = 0;
	return to;
}

ssize_t getline(char **restrict line, size_t *restrict size, FILE *restrict file)
{
	size_t count = 0;
	int c = 0;

	if (!*line)
		*size = 0;
	while (c != '\n' && (c = fgetc(file)) != EOF) {
		if (count + 2 > *size) {
			size_t room = *size < 60 ? 120 : *size * 2;
			char *larger = realloc(*line, room);

			if (!larger)
				return -1;
			*line = larger;
			*size = room;
		}
		(*line)[count++] = c;
	}
	if (count == 0)
		return -1;
	(*line)[count] = 0;
	return count;
}

int fputc(int c, FILE *file)
{
	unsigned char byte = c;

	return __write(file, &byte, 1) == 1 ? byte : EOF;
}

int putc(int c, FILE *file)
{
	return fputc(c, file);
}

int putchar(int c)
{
	return fputc(c, stdout);
}

int fputs(const char *restrict text, FILE *restrict file)
{
	size_t count = strlen(text);

	return __orient(file, -1) < 0 && __write(file, text, count) == count ? 1 : EOF;
}

int puts(const char *text)
{
	return fputs(text, stdout) == EOF || fputc('\n', stdout) == EOF ? EOF : 1;
}

void perror(const char *text)
{
	if (text && *text)
		fprintf(stderr, "%s: ", text);
	fprintf(stderr, "%s\n", strerror(errno));
}

/* ---- positions and states ---- */

int fseek(FILE *file, long offset, int whence)
{
	long from;

	if (!file->stored) {
		errno = ESPIPE;
		return -1;
	}
	from = whence == SEEK_END ? (long)file->stored->size : whence == SEEK_CUR ? ftell(file) : 0;
	if (whence < SEEK_SET || whence > SEEK_END || offset < -from) {
		errno = EINVAL;
		return -1;
	}
	file->position = from + offset;
	file->pushed_count = 0;
	file->ended = false;
	return 0;
}

long ftell(FILE *file)
{
	if (!file->stored) {
		errno = ESPIPE;
		return -1;
	}
	return (long)file->position - file->pushed_count;
}

void rewind(FILE *file)
{
	fseek(file, 0, SEEK_SET);
	file->failed = false;
}

int fgetpos(FILE *restrict file, fpos_t *restrict position)
{
	*position = ftell(file);
	return *position < 0 ? -1 : 0;
}

int fsetpos(FILE *file, const fpos_t *position)
{
	return fseek(file, *position, SEEK_SET);
}

void clearerr(FILE *file)
{
	file->ended = false;
	file->failed = false;
}

int feof(FILE *file)
{
	return file->ended;
}

int ferror(FILE *file)
{
	return file->failed;
}

int fileno(FILE *file)
{
	return file->stored ? 3 : file->stream;
}

int setvbuf(FILE *restrict file, char *restrict buffer, int mode, size_t size)
{
	(void)buffer;
	(void)size;
	if (mode < _IOFBF || mode > _IONBF)
		return -1;
	fflush(file);
	file->buffering = mode;
	return 0;
}

void setbuf(FILE *restrict file, char *restrict buffer)
{
	setvbuf(file, NULL, buffer ? _IOFBF : _IONBF, BUFSIZ);
}

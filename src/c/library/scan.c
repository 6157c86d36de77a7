/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Formatted input (C11 7.21.6.2). Characters come from a stream or a string, one of lookahead. A number is first
 * collected as text, as far as it can be one, then converted by the strto functions.
 */
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <machine/file.h>
#include <machine/length.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#define LONGEST_NUMBER 400

struct source {
	FILE *file;
	const char *text;	/* when there is no file */
	long count;		/* of bytes, or of characters if it is @wide */
	bool wide;		/* widths count characters */
};

struct directive {
	bool suppressed;
	int width;	/* 0: none given */
	char length;
	char conversion;
	int position;	/* of its argument; 0: the next one */
};

static bool counts(const struct source *source, int c)
{
	return c != EOF && !(source->wide && (c & 0xc0) == 0x80);
}

static int next(struct source *source)
{
	int c = source->file ? fgetc(source->file) : *source->text ? (unsigned char)*source->text++ : EOF;

	source->count += counts(source, c);
	return c;
}

static void back(struct source *source, int c)
{
	if (c == EOF)
		return;
	source->count -= counts(source, c);
	if (source->file)
		ungetc(c, source->file);
	else
		source->text--;
}

static void skip_space(struct source *source)
{
	int c;

	do
		c = next(source);
	while (isspace(c));
	back(source, c);
}

/* A number that is being collected: what was taken of it, and how many characters its field still has. */
struct number {
	struct source *source;
	char text[LONGEST_NUMBER + 1];
	int length;
	int width;
	int c;	/* the character to look at: EOF at the end of the field as well */
};

static void look(struct number *number)
{
	number->c = number->width > 0 ? next(number->source) : EOF;
}

static void begin_number(struct number *number, struct source *source, int width)
{
	number->source = source;
	number->length = 0;
	number->width = width;
	look(number);
}

/* Passes a character; @kept: as part of the number. */
static void pass(struct number *number, bool kept)
{
	if (kept)
		number->text[number->length++] = number->c;
	number->width--;
	look(number);
}

static void end_number(struct number *number)
{
	back(number->source, number->c);
	number->text[number->length] = 0;
}

static void pass_sign(struct number *number)
{
	if (number->c == '-' || number->c == '+')
		pass(number, true);
}

/* Passes @word, in either case. False if something else comes. */
static bool pass_word(struct number *number, const char *word)
{
	for (; *word; word++) {
		if (tolower(number->c) != *word)
			return false;
		pass(number, true);
	}
	return true;
}

/* Collects what can be part of an integer. As glibc has it, `0x` alone is the number 0. */
static void collect_integer(struct number *number, int *base)
{
	pass_sign(number);
	if (number->c == '0') {
		pass(number, true);
		if (tolower(number->c) == 'x' && (*base == 0 || *base == 16)) {
			pass(number, false);
			*base = 16;
		} else if (*base == 0) {
			*base = 8;
		}
	} else if (*base == 0) {
		*base = 10;
	}
	while (*base == 16 ? isxdigit(number->c) : isdigit(number->c) && number->c < '0' + *base)
		pass(number, true);
}

/*
 * The digits of a floating number, its point and its exponent, of which glibc takes the letter even if nothing
 * follows; the x of hexadecimal digits it takes unless the field ends there.
 */
static bool collect_digits(struct number *number)
{
	bool hexadecimal = false;
	bool point = false;
	bool exponent = false;
	bool digits = false;
	int before = number->length;

	if (number->c == '0') {
		pass(number, true);
		hexadecimal = tolower(number->c) == 'x' && number->width > 1;
		digits = !hexadecimal;
		if (hexadecimal)
			pass(number, true);
	}
	for (;;) {
		int c = number->c;
		char letter = hexadecimal ? 'p' : 'e';

		if (isdigit(c) || (hexadecimal && !exponent && isxdigit(c))) {
			digits = true;
		} else if (digits && !exponent && tolower(c) == letter) {
			exponent = point = true;
		} else if (c == '.' && !point) {
			point = true;
		} else if (!exponent || tolower(number->text[number->length - 1]) != letter || (c != '-' && c != '+')) {
			break;
		}
		pass(number, true);
	}
	return number->length > before + (hexadecimal ? 2 : 0);
}

/* Collects what can be part of a floating number. False if it can not be one. */
static bool collect_floating(struct number *number)
{
	pass_sign(number);
	if (tolower(number->c) == 'n')
		return pass_word(number, "nan");
	if (tolower(number->c) == 'i')
		return pass_word(number, "inf") && (tolower(number->c) != 'i' || pass_word(number, "inity"));
	return collect_digits(number);
}

static int limited(const struct directive *directive)
{
	return directive->width == 0 || directive->width > LONGEST_NUMBER ? LONGEST_NUMBER : directive->width;
}

/* The value of an integer, which is limited to that of long unless it is to be stored as a longer one. */
static unsigned long long integer_value(const struct directive *directive, const char *text, char **end, int base)
{
	bool longer = directive->length == 'L' || directive->length == 'j';

	if (directive->conversion == 'd' || directive->conversion == 'i')
		return longer ? strtoll(text, end, base) : strtol(text, end, base);
	return longer ? strtoull(text, end, base) : strtoul(text, end, base);
}

static bool scan_integer(struct source *source, const struct directive *directive, int base, va_list *list)
{
	struct number number;
	char *end;
	unsigned long long value;

	begin_number(&number, source, limited(directive));
	if (directive->conversion == 'p' && number.c == '(') {
		if (!pass_word(&number, "(nil)"))
			return false;
		strcpy(number.text, "0");
		number.length = 1;
	} else {
		collect_integer(&number, &base);
	}
	end_number(&number);
	value = integer_value(directive, number.text, &end, base);
	if (end == number.text)
		return false;
	if (!directive->suppressed)
		__store_integer(va_arg(*list, void *), directive->length, value);
	return true;
}

static bool scan_floating(struct source *source, const struct directive *directive, va_list *list)
{
	struct number number;
	char *end;
	double value;
	bool possible;

	begin_number(&number, source, limited(directive));
	possible = collect_floating(&number);
	end_number(&number);
	if (!possible)
		return false;
	value = directive->length == 0 ? strtof(number.text, &end) : strtod(number.text, &end);
	if (end == number.text)
		return false;
	if (directive->suppressed)
		return true;
	if (directive->length == 'D')
		*va_arg(*list, long double *) = value;
	else if (directive->length == 'l')
		*va_arg(*list, double *) = value;
	else
		*va_arg(*list, float *) = value;
	return true;
}

/* Which characters belong to %[…]. Returns the format after the set. */
static const char *parse_set(const char *at, bool *accepted)
{
	bool negated = *at == '^';
	const char *start;

	at += negated;
	memset(accepted, negated, UCHAR_MAX + 1);
	for (start = at; *at && (*at != ']' || at == start); at++) {
		unsigned char low = *at;
		unsigned char high = low;

		if (at[1] == '-' && at[2] && at[2] != ']') {
			high = at[2];
			at += 2;
		}
		for (int c = low; c <= high; c++)
			accepted[c] = !negated;
	}
	return *at ? at + 1 : at;
}

/* The bytes of one character, of which the first is accepted: one unless several make a wide one. 0 if there is none. */
static int next_character(struct source *source, const bool *accepted, bool whole, char *bytes)
{
	int c = next(source);
	int length = !whole || c < 0xc0 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;

	if (c == EOF || !accepted[c]) {
		back(source, c);
		return 0;
	}
	bytes[0] = (char)c;
	for (int i = 1; i < length; i++) {
		c = next(source);
		if ((c & 0xc0) != 0x80) {
			back(source, c);
			return 0;
		}
		bytes[i] = (char)c;
	}
	return length;
}

/*
 * Characters that `accepted` has, at most as many as the width says; zero-terminated unless for %c, for which glibc takes
 * fewer at the end of the input too. With the length l they are stored as wide ones.
 */
static bool scan_text(struct source *source, const struct directive *directive, const bool *accepted, va_list *list)
{
	bool characters = directive->conversion == 'c';
	bool wide = directive->length == 'l';
	int most = directive->width > 0 ? directive->width : characters ? 1 : INT_MAX;
	char *to = directive->suppressed ? NULL : va_arg(*list, char *);
	int count = 0;

	while (count < most) {
		char bytes[4];
		wchar_t character;
		int length = next_character(source, accepted, wide || source->wide, bytes);

		if (length == 0)
			break;
		count++;
		if (wide && mbrtowc(&character, bytes, length, NULL) > 4)
			return false;
		if (to)
			to = mempcpy(to, wide ? (void *)&character : bytes, wide ? sizeof(character) : (size_t)length);
	}
	if (count == 0)
		return false;
	if (to && !characters)
		memset(to, 0, wide ? sizeof(wchar_t) : 1);
	return true;
}

/* The number in `2$` of an argument, as POSIX has it; 0, and nothing is read, if there is none. */
static const char *parse_position(const char *at, int *position)
{
	const char *end = at;
	int number = 0;

	for (; isdigit((unsigned char)*end); end++)
		number = number > 100000 ? number : number * 10 + (*end - '0');
	*position = *end == '$' ? number : 0;
	return *end == '$' ? end + 1 : at;
}

static const char *parse_directive(const char *at, struct directive *directive)
{
	memset(directive, 0, sizeof(*directive));
	at = parse_position(at, &directive->position);
	if (*at == '*') {
		directive->suppressed = true;
		at++;
	}
	for (; isdigit((unsigned char)*at); at++)
		directive->width = directive->width > 100000 ? 1000000 : directive->width * 10 + (*at - '0');
	if (*at && strchr("hlLjztq", *at)) {
		directive->length = *at == 'q' ? 'L' : *at == 'L' ? 'D' : *at;
		at++;
		if ((directive->length == 'h' || directive->length == 'l') && *at == directive->length) {
			directive->length = directive->length == 'h' ? 'H' : 'L';
			at++;
		}
	}
	directive->conversion = *at;
	return *at ? at + 1 : at;
}

static bool scan_one(struct source *source, struct directive *directive, const char **format, va_list *list)
{
	bool accepted[UCHAR_MAX + 1];

	switch (directive->conversion) {
	case 'd':
	case 'u':
		return scan_integer(source, directive, 10, list);
	case 'i':
		return scan_integer(source, directive, 0, list);
	case 'o':
		return scan_integer(source, directive, 8, list);
	case 'x':
	case 'X':
		return scan_integer(source, directive, 16, list);
	case 'p':
		directive->length = 'z';
		return scan_integer(source, directive, 16, list);
	case 'a':
	case 'A':
	case 'e':
	case 'E':
	case 'f':
	case 'F':
	case 'g':
	case 'G':
		return scan_floating(source, directive, list);
	case 's':
		skip_space(source);
		for (int c = 0; c <= UCHAR_MAX; c++)
			accepted[c] = !isspace(c);
		return scan_text(source, directive, accepted, list);
	case 'c':
		memset(accepted, true, sizeof(accepted));
		return scan_text(source, directive, accepted, list);
	case '[':
		*format = parse_set(*format, accepted);
		return scan_text(source, directive, accepted, list);
	default:
		return false;
	}
}

/* The pointers from a numbered one on. */
static void find_argument(va_list *found, va_list given, int position)
{
	va_copy(*found, given);
	for (int i = 1; i < position; i++)
		(void)va_arg(*found, void *);
}

static int scan(struct source *source, const char *format, va_list given)
{
	va_list list;
	int assigned = 0;
	bool ended = false;

	va_copy(list, given);
	while (*format && !ended) {
		struct directive directive;
		int c;

		if (isspace((unsigned char)*format)) {
			skip_space(source);
			format++;
			continue;
		}
		if (*format != '%' || format[1] == '%') {
			format += *format == '%';
			if (*format == '%')
				skip_space(source);
			c = next(source);
			if (c != (unsigned char)*format) {
				back(source, c);
				ended = true;
				if (c == EOF && assigned == 0)
					assigned = EOF;
			}
			format++;
			continue;
		}
		format = parse_directive(format + 1, &directive);
		if (directive.position > 0) {
			va_end(list);
			find_argument(&list, given, directive.position);
		}
		if (directive.conversion == 'n') {
			if (!directive.suppressed)
				__store_integer(va_arg(list, void *), directive.length, source->count);
			continue;
		}
		if (directive.conversion != 'c' && directive.conversion != '[')
			skip_space(source);
		c = next(source);
		back(source, c);
		if (c == EOF) {
			if (assigned == 0)
				assigned = EOF;
			break;
		}
		if (!scan_one(source, &directive, &format, &list))
			ended = true;
		else if (!directive.suppressed)
			assigned++;
	}
	va_end(list);
	return assigned;
}

int __scan_file(FILE *file, const char *format, va_list list, bool wide)
{
	struct source source = {.file = file, .wide = wide};

	return scan(&source, format, list);
}

int __scan_text(const char *text, const char *format, va_list list, bool wide)
{
	struct source source = {.text = text, .wide = wide};

	return scan(&source, format, list);
}

int vfscanf(FILE *restrict file, const char *restrict format, va_list list)
{
	return __orient(file, -1) > 0 ? EOF : __scan_file(file, format, list, false);
}

int vsscanf(const char *restrict text, const char *restrict format, va_list list)
{
	return __scan_text(text, format, list, false);
}

int vscanf(const char *restrict format, va_list list)
{
	return vfscanf(stdin, format, list);
}

int fscanf(FILE *restrict file, const char *restrict format, ...)
{
	va_list list;
	int assigned;

	va_start(list, format);
	assigned = vfscanf(file, format, list);
	va_end(list);
	return assigned;
}

int scanf(const char *restrict format, ...)
{
	va_list list;
	int assigned;

	va_start(list, format);
	assigned = vfscanf(stdin, format, list);
	va_end(list);
	return assigned;
}

int sscanf(const char *restrict text, const char *restrict format, ...)
{
	va_list list;
	int assigned;

	va_start(list, format);
	assigned = vsscanf(text, format, list);
	va_end(list);
	return assigned;
}

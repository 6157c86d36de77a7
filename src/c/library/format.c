/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Formatted output (C11 7.21.6.1). A conversion is first parsed into a `__spec`, then its argument is turned into a
 * sign or prefix, a body and zeros to put between or after, then `__put_field` (field.c) pads it to its width;
 * floating numbers are in floating.c. What glibc does where the standard leaves it open is done here too: (nil),
 * (null), %m. Arguments may be numbered, as POSIX has it: %2$d, %1$*3$d. All conversions are then read once beforehand,
 * for only they tell what kind each argument is of, and so where the next one lies.
 */
#include <errno.h>
#include <limits.h>
#include <machine/format.h>
#include <machine/host.h>
#include <machine/length.h>
#include <stdint.h>
#include <string.h>
#include <wchar.h>

#define NEXT_ARGUMENT (-1)	/* instead of a number */
#define MOST_NUMBERED 64

/* ---- integers ---- */

static void format_integer(struct __sink *sink, struct __spec *spec, unsigned long long value, const char *prefix)
{
	bool upper = spec->conversion == 'X';
	bool hexadecimal = (spec->conversion | 32) == 'x' || spec->conversion == 'p';
	unsigned int base = spec->conversion == 'o' ? 8 : hexadecimal ? 16 : 10;
	char digits[24];
	char *at = digits + sizeof(digits);
	long count;

	for (; value != 0; value /= base)
		*--at = (upper ? "0123456789ABCDEF" : "0123456789abcdef")[value % base];
	count = digits + sizeof(digits) - at;
	if (spec->precision >= 0)
		spec->zero = false;
	if (base == 8 && spec->alternative && spec->precision <= count)
		spec->precision = count + 1;
	if (spec->precision < 0)
		spec->precision = 1;
	__put_field(sink, spec, prefix, spec->precision > count ? spec->precision - count : 0, at, count);
}

static long long signed_argument(const struct __spec *spec, va_list *list)
{
	switch (spec->length) {
	case 'H':
		return (signed char)va_arg(*list, int);
	case 'h':
		return (short)va_arg(*list, int);
	case 'l':
		return va_arg(*list, long);
	case 'L':
	case 'j':
		return va_arg(*list, long long);
	case 'z':
	case 't':
		return va_arg(*list, ptrdiff_t);
	default:
		return va_arg(*list, int);
	}
}

static unsigned long long unsigned_argument(const struct __spec *spec, va_list *list)
{
	switch (spec->length) {
	case 'H':
		return (unsigned char)va_arg(*list, unsigned int);
	case 'h':
		return (unsigned short)va_arg(*list, unsigned int);
	case 'l':
		return va_arg(*list, unsigned long);
	case 'L':
	case 'j':
		return va_arg(*list, unsigned long long);
	case 'z':
	case 't':
		return va_arg(*list, size_t);
	default:
		return va_arg(*list, unsigned int);
	}
}

static void format_signed(struct __sink *sink, struct __spec *spec, va_list *list)
{
	long long value = signed_argument(spec, list);
	unsigned long long magnitude = value < 0 ? 0 - (unsigned long long)value : (unsigned long long)value;

	format_integer(sink, spec, magnitude, __sign_of(spec, value < 0));
}

static void format_unsigned(struct __sink *sink, struct __spec *spec, va_list *list)
{
	unsigned long long value = unsigned_argument(spec, list);
	bool prefixed = spec->alternative && value != 0;

	format_integer(sink, spec, value,
		       !prefixed || (spec->conversion | 32) != 'x' ? "" : spec->conversion == 'X' ? "0X" : "0x");
}

static void format_pointer(struct __sink *sink, struct __spec *spec, va_list *list)
{
	uintptr_t value = (uintptr_t)va_arg(*list, void *);

	if (value != 0) {
		format_integer(sink, spec, value, spec->plus ? "+0x" : spec->space ? " 0x" : "0x");
		return;
	}
	spec->zero = false;
	__put_field(sink, spec, "", 0, "(nil)", 5);
}

/* ---- characters and strings ---- */

static void format_character(struct __sink *sink, struct __spec *spec, va_list *list)
{
	char bytes[4];
	int count = 1;

	if (spec->length == 'l')
		count = __encode(bytes, va_arg(*list, wint_t));
	else
		bytes[0] = (char)va_arg(*list, int);
	if (count == 0 || (sink->wide && spec->length != 'l' && (bytes[0] & 0x80) != 0)) {
		sink->failed = true;
		return;
	}
	spec->zero = false;
	__put_field(sink, spec, "", 0, bytes, count);
}

static void format_wide_string(struct __sink *sink, struct __spec *spec, const wchar_t *text)
{
	char bytes[4];
	size_t count = 0;
	size_t limit = spec->precision < 0 ? SIZE_MAX : (size_t)spec->precision;
	size_t characters = 0;

	while (count < limit && text[characters] != 0) {
		size_t length = __encode(bytes, text[characters]);
		size_t more = __extent(sink, bytes, length);

		if (length == 0) {
			sink->failed = true;
			return;
		}
		if (count + more > limit)
			break;
		count += more;
		characters++;
	}
	if (!spec->left)
		__put_repeated(sink, ' ', spec->width - (long)count);
	for (size_t i = 0; i < characters; i++)
		__put(sink, bytes, __encode(bytes, text[i]));
	if (spec->left)
		__put_repeated(sink, ' ', spec->width - (long)count);
}

/* As much of a multibyte string as the precision allows, in characters. */
static void format_multibyte(struct __sink *sink, struct __spec *spec, const char *text)
{
	size_t length = 0;

	for (int left = spec->precision; left != 0; left--) {
		size_t more = mbrlen(text + length, MB_LEN_MAX, NULL);

		if (more > MB_LEN_MAX)
			sink->failed = true;
		if (more == 0 || sink->failed)
			break;
		length += more;
	}
	if (!sink->failed)
		__put_field(sink, spec, "", 0, text, length);
}

static void format_string(struct __sink *sink, struct __spec *spec, va_list *list)
{
	const void *text = va_arg(*list, const void *);

	spec->zero = false;
	if (!text)
		__put_field(sink, spec, "", 0, "(null)", spec->precision < 0 || spec->precision >= 6 ? 6 : 0);
	else if (spec->length == 'l')
		format_wide_string(sink, spec, text);
	else if (sink->wide)
		format_multibyte(sink, spec, text);
	else
		__put_field(sink, spec, "", 0, text, spec->precision < 0 ? strlen(text) : strnlen(text, spec->precision));
}

/* ---- the format ---- */

static const char *parse_number(const char *at, int *value)
{
	int result = 0;

	for (; *at >= '0' && *at <= '9'; at++)
		result = result > (INT_MAX - 9) / 10 ? INT_MAX : result * 10 + (*at - '0');
	*value = result;
	return at;
}

static const char *parse_flags(const char *at, struct __spec *spec)
{
	for (;; at++) {
		switch (*at) {
		case '-':
			spec->left = true;
			break;
		case '+':
			spec->plus = true;
			break;
		case ' ':
			spec->space = true;
			break;
		case '#':
			spec->alternative = true;
			break;
		case '0':
			spec->zero = true;
			break;
		case '\'':
		case 'I':
			break;
		default:
			return at;
		}
	}
}

static const char *parse_length(const char *at, struct __spec *spec)
{
	switch (*at) {
	case 'h':
		spec->length = at[1] == 'h' ? 'H' : 'h';
		return at[1] == 'h' ? at + 2 : at + 1;
	case 'l':
		spec->length = at[1] == 'l' ? 'L' : 'l';
		return at[1] == 'l' ? at + 2 : at + 1;
	case 'L':
		spec->length = 'D';
		return at + 1;
	case 'q':
		spec->length = 'L';
		return at + 1;
	case 'j':
	case 'z':
	case 't':
		spec->length = *at;
		return at + 1;
	default:
		return at;
	}
}

/* The number in `2$`; 0, and nothing is read, if there is none. */
static const char *parse_position(const char *at, int *position)
{
	const char *end = parse_number(at, position);

	if (*end == '$' && *position > 0)
		return end + 1;
	*position = 0;
	return at;
}

/* Which argument an asterisk means. */
static const char *parse_asterisk(const char *at, int *from)
{
	at = parse_position(at, from);
	if (*from == 0)
		*from = NEXT_ARGUMENT;
	return at;
}

static const char *parse_spec(const char *at, struct __spec *spec)
{
	memset(spec, 0, sizeof(*spec));
	spec->precision = -1;
	at = parse_position(at, &spec->position);
	at = parse_flags(at, spec);
	if (*at == '*')
		at = parse_asterisk(at + 1, &spec->width_from);
	else
		at = parse_number(at, &spec->width);
	if (*at == '.') {
		if (at[1] == '*')
			at = parse_asterisk(at + 2, &spec->precision_from);
		else
			at = parse_number(at + 1, &spec->precision);
	}
	at = parse_length(at, spec);
	spec->conversion = *at;
	return at;
}

/* ---- arguments ---- */

struct arguments {
	va_list first;
	/* The first that no conversion without a number has taken. */
	va_list next;
	/* Of each numbered one: i int, l long, L long long, d double, D long double, p a pointer; 0 if it is not used. */
	char kinds[MOST_NUMBERED];
	bool known;
};

static char kind_of(const struct __spec *spec)
{
	if (strchr("sSpn", spec->conversion))
		return 'p';
	if (strchr("aAeEfFgG", spec->conversion))
		return spec->length == 'D' ? 'D' : 'd';
	if (!strchr("dioxXu", spec->conversion))
		return 'i';
	switch (spec->length) {
	case 'l':
	case 'z':
	case 't':
		return 'l';
	case 'L':
	case 'j':
		return 'L';
	default:
		return 'i';
	}
}

static void note_kind(struct arguments *arguments, int position, char kind)
{
	if (position > MOST_NUMBERED)
		machine_panic("printf: more than 64 numbered arguments are not supported");
	if (position > 0)
		arguments->kinds[position - 1] = kind;
}

/* Reads all conversions of a format with numbered arguments. */
static void learn_kinds(struct arguments *arguments, const char *format)
{
	struct __spec spec;

	memset(arguments->kinds, 0, sizeof(arguments->kinds));
	for (const char *at = strchrnul(format, '%'); *at != 0; at = strchrnul(at, '%')) {
		at = parse_spec(at + 1, &spec);
		note_kind(arguments, spec.width_from, 'i');
		note_kind(arguments, spec.precision_from, 'i');
		note_kind(arguments, spec.position, kind_of(&spec));
		if (*at != 0)
			at++;
	}
	arguments->known = true;
}

static void skip_argument(va_list *list, char kind)
{
	switch (kind) {
	case 'l':
		(void)va_arg(*list, long);
		break;
	case 'L':
		(void)va_arg(*list, long long);
		break;
	case 'd':
		(void)va_arg(*list, double);
		break;
	case 'D':
		(void)va_arg(*list, long double);
		break;
	case 'p':
		(void)va_arg(*list, void *);
		break;
	default:
		(void)va_arg(*list, int);
	}
}

static void find_argument(struct arguments *arguments, int position, va_list *found)
{
	va_copy(*found, arguments->first);
	for (int i = 0; i < position - 1; i++)
		skip_argument(found, arguments->kinds[i]);
}

/* The int that an asterisk stands for. */
static int asterisk_argument(struct arguments *arguments, int from)
{
	va_list found;
	int value;

	if (from == NEXT_ARGUMENT)
		return va_arg(arguments->next, int);
	find_argument(arguments, from, &found);
	value = va_arg(found, int);
	va_end(found);
	return value;
}

static void take_asterisks(struct arguments *arguments, struct __spec *spec)
{
	if (spec->width_from) {
		spec->width = asterisk_argument(arguments, spec->width_from);
		if (spec->width < 0) {
			spec->left = true;
			spec->width = spec->width == INT_MIN ? INT_MAX : -spec->width;
		}
	}
	if (spec->precision_from) {
		spec->precision = asterisk_argument(arguments, spec->precision_from);
		if (spec->precision < 0)
			spec->precision = -1;
	}
	if (spec->left)
		spec->zero = false;
}

/* ---- conversions ---- */

static bool format_one(struct __sink *sink, struct __spec *spec, va_list *list)
{
	switch (spec->conversion) {
	case 'd':
	case 'i':
		format_signed(sink, spec, list);
		return true;
	case 'o':
	case 'u':
	case 'x':
	case 'X':
		format_unsigned(sink, spec, list);
		return true;
	case 'C':
		spec->length = 'l';
		/* fall through */
	case 'c':
		format_character(sink, spec, list);
		return true;
	case 'S':
		spec->length = 'l';
		/* fall through */
	case 's':
		format_string(sink, spec, list);
		return true;
	case 'p':
		format_pointer(sink, spec, list);
		return true;
	case 'a':
	case 'A':
	case 'e':
	case 'E':
	case 'f':
	case 'F':
	case 'g':
	case 'G':
		__format_floating(sink, spec, list);
		return true;
	case 'm':
		spec->zero = false;
		__put_field(sink, spec, "", 0, strerror(errno), strlen(strerror(errno)));
		return true;
	case '%':
		__put(sink, "%", 1);
		return true;
	case 'n':
		__store_integer(va_arg(*list, void *), spec->length, sink->count);
		return true;
	default:
		return false;
	}
}

int __format(struct __sink *sink, const char *format, va_list given)
{
	const char *at = format;
	bool valid = true;
	struct arguments arguments;

	va_copy(arguments.first, given);
	va_copy(arguments.next, given);
	arguments.known = false;
	while (valid && !sink->failed && *at != 0) {
		const char *percent = strchrnul(at, '%');
		struct __spec spec;

		__put(sink, at, percent - at);
		if (*percent == 0)
			break;
		at = parse_spec(percent + 1, &spec);
		if (!arguments.known && (spec.position > 0 || spec.width_from > 0 || spec.precision_from > 0))
			learn_kinds(&arguments, format);
		take_asterisks(&arguments, &spec);
		if (spec.position > 0) {
			va_list own;

			find_argument(&arguments, spec.position, &own);
			valid = format_one(sink, &spec, &own);
			va_end(own);
		} else {
			valid = format_one(sink, &spec, &arguments.next);
		}
		if (valid)
			at++;
	}
	va_end(arguments.next);
	va_end(arguments.first);
	if (!valid) {
		errno = EINVAL;
		return -1;
	}
	if (sink->failed) {
		errno = EILSEQ;
		return -1;
	}
	if (sink->count > INT_MAX) {
		errno = EOVERFLOW;
		return -1;
	}
	return (int)sink->count;
}

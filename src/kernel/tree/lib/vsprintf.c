// SPDX-License-Identifier: GPL-2.0-only
/*
 * Formatting text, and numbers from text.
 *
 * Conversions: %d %i %u %x %X %c %s %p %%, with flags, width, precision (either can be *) and the sizes
 * hh h l ll z; of Linux's own, %pM, a hardware address of six bytes. Unlike Linux, %p shows the address
 * itself. Left out: floating point, %n, and the other forms of %p.
 */
#include <linux/ctype.h>
#include <linux/kernel.h>
#include <linux/string.h>

#define FLAG_LEFT 1	/* - pad on the right */
#define FLAG_PLUS 2	/* + show a plus */
#define FLAG_SPACE 4	/*   show a space where a sign would be */
#define FLAG_SPECIAL 8	/* # show 0x */
#define FLAG_ZERO 16	/* 0 pad with zeros */
#define FLAG_UPPER 32	/* capital letters */
#define FLAG_SIGNED 64

/* One conversion, as written between % and the letter. */
struct printf_spec {
	unsigned int flags;
	int width;		/* at least so many characters */
	int precision;		/* digits of a number, most characters of a string; -1 if not given */
	int size;		/* bytes of the argument */
};

/* Where text goes. pos goes on past end, so that it says how long the text would have been. */
struct printf_target {
	char *buf;
	size_t pos;
	size_t end;
};

static void put_char(struct printf_target *to, char c)
{
	if (to->pos < to->end)
		to->buf[to->pos] = c;
	to->pos++;
}

static void put_padding(struct printf_target *to, char c, int n)
{
	while (n-- > 0)
		put_char(to, c);
}

static void put_string(struct printf_target *to, const char *s, struct printf_spec spec)
{
	int len = 0;
	int i;

	if (!s)
		s = "(null)";
	while ((spec.precision < 0 || len < spec.precision) && s[len])
		len++;
	if (!(spec.flags & FLAG_LEFT))
		put_padding(to, ' ', spec.width - len);
	for (i = 0; i < len; i++)
		put_char(to, s[i]);
	if (spec.flags & FLAG_LEFT)
		put_padding(to, ' ', spec.width - len);
}

static void put_number(struct printf_target *to, unsigned long long value, unsigned int base,
		       struct printf_spec spec)
{
	const char *letters = spec.flags & FLAG_UPPER ? "0123456789ABCDEF" : "0123456789abcdef";
	char digits[24];
	char sign = 0;
	int n = 0;
	int zeros, used;

	if (spec.flags & FLAG_SIGNED) {
		if ((long long)value < 0) {
			sign = '-';
			value = -value;
		} else if (spec.flags & FLAG_PLUS) {
			sign = '+';
		} else if (spec.flags & FLAG_SPACE) {
			sign = ' ';
		}
	}
	do {
		digits[n++] = letters[value % base];
		value /= base;
	} while (value);

	used = n + (sign ? 1 : 0) + (spec.flags & FLAG_SPECIAL ? 2 : 0);
	zeros = spec.precision - n;
	if (spec.precision < 0 && (spec.flags & FLAG_ZERO) && !(spec.flags & FLAG_LEFT))
		zeros = spec.width - used;
	if (zeros > 0)
		used += zeros;
	if (!(spec.flags & FLAG_LEFT))
		put_padding(to, ' ', spec.width - used);
	if (sign)
		put_char(to, sign);
	if (spec.flags & FLAG_SPECIAL) {
		put_char(to, '0');
		put_char(to, spec.flags & FLAG_UPPER ? 'X' : 'x');
	}
	put_padding(to, '0', zeros);
	while (n)
		put_char(to, digits[--n]);
	if (spec.flags & FLAG_LEFT)
		put_padding(to, ' ', spec.width - used);
}

/* Six bytes as 00:11:22:33:44:55. */
static void put_mac_address(struct printf_target *to, const u8 *addr)
{
	struct printf_spec byte = { .flags = FLAG_ZERO, .width = 2, .precision = -1 };
	int i;

	for (i = 0; i < 6; i++) {
		if (i)
			put_char(to, ':');
		put_number(to, addr[i], 16, byte);
	}
}

static const char *read_flags(const char *fmt, struct printf_spec *spec)
{
	for (;; fmt++) {
		switch (*fmt) {
		case '-':
			spec->flags |= FLAG_LEFT;
			break;
		case '+':
			spec->flags |= FLAG_PLUS;
			break;
		case ' ':
			spec->flags |= FLAG_SPACE;
			break;
		case '#':
			spec->flags |= FLAG_SPECIAL;
			break;
		case '0':
			spec->flags |= FLAG_ZERO;
			break;
		default:
			return fmt;
		}
	}
}

static const char *read_size(const char *fmt, struct printf_spec *spec)
{
	spec->size = sizeof(int);
	switch (*fmt) {
	case 'h':
		spec->size = sizeof(short);
		if (*++fmt == 'h') {
			spec->size = sizeof(char);
			fmt++;
		}
		break;
	case 'l':
		spec->size = sizeof(long);
		if (*++fmt == 'l') {
			spec->size = sizeof(long long);
			fmt++;
		}
		break;
	case 'z':
		spec->size = sizeof(size_t);
		fmt++;
		break;
	}
	return fmt;
}

static const char *read_decimal(const char *fmt, int *value)
{
	*value = 0;
	while (isdigit(*fmt))
		*value = *value * 10 + (*fmt++ - '0');
	return fmt;
}

/* @value was passed as an int or longer; this is what of it the conversion asked for. */
static unsigned long long narrow(unsigned long long value, struct printf_spec spec)
{
	bool is_signed = spec.flags & FLAG_SIGNED;

	switch (spec.size) {
	case 1:
		return is_signed ? (unsigned long long)(signed char)value : (unsigned char)value;
	case 2:
		return is_signed ? (unsigned long long)(short)value : (unsigned short)value;
	case 4:
		return is_signed ? (unsigned long long)(int)value : (unsigned int)value;
	}
	return value;
}

/*
 * Formats into @buf, of @size bytes with the final NUL. Returns the length that the whole text has,
 * whether it fitted or not.
 */
int vsnprintf(char *buf, size_t size, const char *fmt, va_list args)
{
	struct printf_target to = { .buf = buf, .pos = 0, .end = size ? size - 1 : 0 };

	while (*fmt) {
		struct printf_spec spec = { .precision = -1 };
		unsigned long long value;

		if (*fmt != '%') {
			put_char(&to, *fmt++);
			continue;
		}
		fmt = read_flags(fmt + 1, &spec);
		if (*fmt == '*') {
			spec.width = va_arg(args, int);
			fmt++;
		} else {
			fmt = read_decimal(fmt, &spec.width);
		}
		if (*fmt == '.') {
			if (*++fmt == '*') {
				spec.precision = va_arg(args, int);
				fmt++;
			} else {
				fmt = read_decimal(fmt, &spec.precision);
			}
		}
		fmt = read_size(fmt, &spec);
		switch (*fmt++) {
		case 'c':
			value = va_arg(args, int);
			put_padding(&to, ' ', spec.flags & FLAG_LEFT ? 0 : spec.width - 1);
			put_char(&to, value);
			put_padding(&to, ' ', spec.flags & FLAG_LEFT ? spec.width - 1 : 0);
			break;
		case 's':
			put_string(&to, va_arg(args, const char *), spec);
			break;
		case 'p':
			value = (unsigned long)va_arg(args, void *);
			if (*fmt == 'M') {
				fmt++;
				put_mac_address(&to, (const u8 *)(unsigned long)value);
				break;
			}
			/* Names of symbols are not known here: their addresses are shown, as without CONFIG_KALLSYMS. */
			if (*fmt == 's' || *fmt == 'S')
				fmt++;
			spec.flags |= FLAG_ZERO;
			spec.width = 2 * sizeof(void *);
			put_number(&to, value, 16, spec);
			break;
		case 'X':
			spec.flags |= FLAG_UPPER;
			fallthrough;
		case 'x':
		case 'u':
		case 'd':
		case 'i':
			if (fmt[-1] == 'd' || fmt[-1] == 'i')
				spec.flags |= FLAG_SIGNED;
			if (spec.size == sizeof(long long))
				value = va_arg(args, unsigned long long);
			else if (spec.size == sizeof(long))
				value = va_arg(args, unsigned long);
			else
				value = va_arg(args, unsigned int);
			value = narrow(value, spec);
			put_number(&to, value, fmt[-1] == 'x' || fmt[-1] == 'X' ? 16 : 10, spec);
			break;
		case '%':
			put_char(&to, '%');
			break;
		default:
			WARN(1, "vsnprintf: unknown conversion\n");
			goto out;
		}
	}
out:
	if (size)
		buf[to.pos < to.end ? to.pos : to.end] = '\0';
	return to.pos;
}

int snprintf(char *buf, size_t size, const char *fmt, ...)
{
	va_list args;
	int len;

	va_start(args, fmt);
	len = vsnprintf(buf, size, fmt, args);
	va_end(args);
	return len;
}

/* Like snprintf(), but returns how much was put into @buf. */
int scnprintf(char *buf, size_t size, const char *fmt, ...)
{
	va_list args;
	int len;

	va_start(args, fmt);
	len = vsnprintf(buf, size, fmt, args);
	va_end(args);
	if (len < (int)size)
		return len;
	return size ? size - 1 : 0;
}

int sprintf(char *buf, const char *fmt, ...)
{
	va_list args;
	int len;

	va_start(args, fmt);
	len = vsnprintf(buf, INT_MAX, fmt, args);
	va_end(args);
	return len;
}

static int digit_value(char c)
{
	if (isdigit(c))
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return 16;
}

/* The number at @cp; in @endp where it ends. @base 0: 16 after 0x, 8 after 0, else 10. */
unsigned long long simple_strtoull(const char *cp, char **endp, unsigned int base)
{
	unsigned long long value = 0;
	bool hex = cp[0] == '0' && (cp[1] == 'x' || cp[1] == 'X') && digit_value(cp[2]) < 16;

	if (base == 0)
		base = hex ? 16 : cp[0] == '0' ? 8 : 10;
	if (base == 16 && hex)
		cp += 2;
	for (;;) {
		unsigned int digit = digit_value(*cp);

		if (digit >= base)
			break;
		value = value * base + digit;
		cp++;
	}
	if (endp)
		*endp = (char *)cp;
	return value;
}

/* SPDX-License-Identifier: GPL-2.0-only */
/* A field of formatted output: text, repeated characters, and a number or string padded to its width. */
#include <machine/format.h>
#include <string.h>

size_t __extent(const struct __sink *sink, const char *text, size_t count)
{
	size_t characters = 0;

	if (!sink->wide)
		return count;
	for (size_t i = 0; i < count; i++)
		characters += (text[i] & 0xc0) != 0x80;
	return characters;
}

void __put(struct __sink *sink, const char *text, size_t count)
{
	if (count > 0)
		sink->put(sink, text, count);
	sink->count += __extent(sink, text, count);
}

void __put_repeated(struct __sink *sink, char c, long count)
{
	char block[32];

	if (count <= 0)
		return;
	memset(block, c, sizeof(block));
	for (; count > (long)sizeof(block); count -= sizeof(block))
		__put(sink, block, sizeof(block));
	__put(sink, block, count);
}

/* A field: prefix, @zeros zeros, body; padded with spaces, or with zeros after the prefix when the flag 0 holds. */
void __put_field(struct __sink *sink, const struct __spec *spec, const char *prefix, long zeros, const char *body,
		      size_t count)
{
	size_t prefix_count = strlen(prefix);
	long padding = spec->width - (long)(prefix_count + __extent(sink, body, count)) - zeros;

	if (spec->zero && padding > 0) {
		zeros += padding;
		padding = 0;
	}
	if (!spec->left)
		__put_repeated(sink, ' ', padding);
	__put(sink, prefix, prefix_count);
	__put_repeated(sink, '0', zeros);
	__put(sink, body, count);
	if (spec->left)
		__put_repeated(sink, ' ', padding);
}

const char *__sign_of(const struct __spec *spec, bool negative)
{
	return negative ? "-" : spec->plus ? "+" : spec->space ? " " : "";
}

/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The functions on memory that every program may use, with or without a C library: a compiler counts on them. They are
 * ordinary C, so each word moved is an access like any other, except that copies go through an instruction of the machine that
 * takes along which bytes are initialised. memcpy() and memmove() move a machine word at a time where both ends allow,
 * whatever their alignment.
 */
typedef __SIZE_TYPE__ size_t;

void __machine_copy_word(void *to, const void *from, unsigned long bytes);
void *memcpy(void *to, const void *from, size_t n);
void *memmove(void *to, const void *from, size_t n);
void *memset(void *s, int c, size_t n);
int memcmp(const void *a, const void *b, size_t n);

#define WORD sizeof(unsigned long)

void *memcpy(void *to, const void *from, size_t n)
{
	char *at = to;
	const char *source = from;

	for (; n >= WORD; n -= WORD, at += WORD, source += WORD)
		__machine_copy_word(at, source, WORD);
	for (; n > 0; n--, at++, source++)
		__machine_copy_word(at, source, 1);
	return to;
}

void *memmove(void *to, const void *from, size_t n)
{
	char *at = to;
	const char *source = from;

	if ((size_t)at - (size_t)source >= n)
		return memcpy(to, from, n);
	/* The target begins inside the source: the last bytes go first. */
	for (; n % WORD != 0; n--)
		__machine_copy_word(at + n - 1, source + n - 1, 1);
	for (; n > 0; n -= WORD)
		__machine_copy_word(at + n - WORD, source + n - WORD, WORD);
	return to;
}

void *memset(void *s, int c, size_t n)
{
	char *at = s;
	const unsigned long word = (unsigned char)c * (~0UL / 255);

	for (; n > 0 && (size_t)at % WORD != 0; n--)
		*at++ = c;
	for (; n >= WORD; n -= WORD, at += WORD)
		*(unsigned long *)at = word;
	for (; n > 0; n--)
		*at++ = c;
	return s;
}

int memcmp(const void *a, const void *b, size_t n)
{
	const unsigned char *left = a, *right = b;

	for (; n > 0; n--, left++, right++)
		if (*left != *right)
			return *left < *right ? -1 : 1;
	return 0;
}

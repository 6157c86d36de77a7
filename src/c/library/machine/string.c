/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The functions on memory that every program may use, with or without a C library: a compiler counts on them. They are
 * ordinary C, so each word moved is an access like any other, except that copies go through an instruction of the machine that
 * takes along which bytes are initialised. memcpy() and memmove() move a machine word at a time where both ends allow,
 * whatever their alignment. What is left of a word moves in the largest pieces: a processor that reads a word which was just
 * written byte by byte has to wait until all of it is in its cache.
 */
typedef __SIZE_TYPE__ size_t;

void __machine_copy_word(void *to, const void *from, unsigned long bytes);
/* A fault, as if all was read and then all written in order, unless @bytes may be. */
void machine_check_move(void *to, const void *from, unsigned long bytes);
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
	if (n & 4 & (WORD - 1)) {
		__machine_copy_word(at, source, 4);
		at += 4, source += 4;
	}
	if (n & 2) {
		__machine_copy_word(at, source, 2);
		at += 2, source += 2;
	}
	if (n & 1)
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
	machine_check_move(to, from, n);
	if (n & 1) {
		n -= 1;
		__machine_copy_word(at + n, source + n, 1);
	}
	if (n & 2) {
		n -= 2;
		__machine_copy_word(at + n, source + n, 2);
	}
	if (n & 4 & (WORD - 1)) {
		n -= 4;
		__machine_copy_word(at + n, source + n, 4);
	}
	for (; n > 0; n -= WORD)
		__machine_copy_word(at + n - WORD, source + n - WORD, WORD);
	return to;
}

void *memset(void *s, int c, size_t n)
{
	char *at = s;
	const unsigned long word = (unsigned char)c * (~0UL / 255);

	if (n >= 1 && (size_t)at & 1)
		*at++ = c, n--;
	if (n >= 2 && (size_t)at & 2)
		*(unsigned short *)at = word, at += 2, n -= 2;
	if (n >= 4 && (size_t)at & 4 & (WORD - 1))
		*(unsigned int *)at = word, at += 4, n -= 4;
	for (; n >= WORD; n -= WORD, at += WORD)
		*(unsigned long *)at = word;
	if (n & 4 & (WORD - 1))
		*(unsigned int *)at = word, at += 4;
	if (n & 2)
		*(unsigned short *)at = word, at += 2;
	if (n & 1)
		*at = c;
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

/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * rand() and random(): the additive feedback generator that glibc has by default, so that programs print the same
 * numbers. Word n is the sum of words n - 3 and n - 31; the first 31 come from the seed by the generator 16807 x mod
 * 2^31 - 1, and the next 310 are dropped.
 */
#include <stdlib.h>

#define DEGREE 31
#define SEPARATION 3

static unsigned int words[DEGREE];
static int at;
static int seeded;

static unsigned int next_word(void)
{
	unsigned int sum = words[at] + words[(at + DEGREE - SEPARATION) % DEGREE];

	words[at] = sum;
	at = (at + 1) % DEGREE;
	return sum;
}

void srandom(unsigned int seed)
{
	long long word = seed == 0 ? 1 : (int)seed;

	seeded = 1;
	at = SEPARATION;
	for (int i = 0; i < DEGREE; i++) {
		words[i] = (unsigned int)word;
		word = word * 16807 % 2147483647;
		if (word < 0)
			word += 2147483647;
	}
	for (int i = 0; i < 10 * DEGREE; i++)
		next_word();
}

long random(void)
{
	if (!seeded)
		srandom(1);
	return next_word() >> 1;
}

void srand(unsigned int seed)
{
	srandom(seed);
}

int rand(void)
{
	return random();
}

int rand_r(unsigned int *seed)
{
	unsigned int result;

	*seed = *seed * 1103515245 + 12345;
	result = *seed / 65536 % 2048;
	*seed = *seed * 1103515245 + 12345;
	result = result << 10 ^ (*seed / 65536 % 1024);
	*seed = *seed * 1103515245 + 12345;
	return result << 10 ^ (*seed / 65536 % 1024);
}

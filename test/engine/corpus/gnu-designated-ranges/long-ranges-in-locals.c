/* Long ranges in initialisers of automatic objects: of constants, computed values, wide and narrow elements, at odd places. */
#include <stdio.h>

static int calls;

static int next(void)
{
	return ++calls;
}

struct odd {
	char name[3];
	short values[200];
	double fractions[70];
	void *pointers[66];
	_Bool flags[130];
	long long wide[90];
	struct { char c; int n; } pairs[80];
} __attribute__((packed));

static unsigned int digest(const void *from, unsigned int size)
{
	const unsigned char *bytes = from;
	unsigned int sum = 0;

	for (unsigned int i = 0; i < size; i++)
		sum = sum * 31 + bytes[i];
	return sum;
}

int main(void)
{
	int many[1000] = { [0 ... 999] = 7, [500] = 8, [10 ... 79] = 9 };
	int computed[300] = { [100 ... 250] = next(), next(), [5] = next() };
	char text[100] = { [20 ... 99] = 'x', [0 ... 9] = 'y' };
	int table[70][3] = { [0 ... 69] = { 1, 2 }, [3 ... 68][1] = 5 };
	struct odd odd = { .values[1 ... 198] = -2, .fractions[0 ... 69] = 1.5, .flags[0 ... 128] = 4, .wide[2 ... 80] = -1LL << 40,
		.pairs[0 ... 78].n = 3 };

	printf("%u %u\n", digest(many, sizeof(many)), digest(computed, sizeof(computed)));
	printf("%u %u\n", digest(text, sizeof(text)), digest(table, sizeof(table)));
	printf("%u %d %d\n", digest(&odd, sizeof(odd.name) + sizeof(odd.values)), odd.flags[128], odd.flags[129]);
	printf("%g %lld %lld %d %d %d\n", odd.fractions[69], odd.wide[80], odd.wide[81], odd.pairs[78].n, odd.pairs[79].n, calls);
	return odd.pointers[65] != 0;
}

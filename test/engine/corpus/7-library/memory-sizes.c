/* memset, memcpy and memmove of every small size, from every alignment to every other: what is meant, and nothing beside it. */
#include <stdio.h>
#include <string.h>

#define SIZE 64
#define MOST 19

static unsigned char from[SIZE], to[SIZE];

static void prepare(void)
{
	int i;

	for (i = 0; i < SIZE; i++) {
		from[i] = 3 * i + 1;
		to[i] = 255 - i;
	}
}

/* Depends on every byte and its place. */
static unsigned int sum(const unsigned char *bytes)
{
	unsigned int total = 0;
	int i;

	for (i = 0; i < SIZE; i++)
		total = total * 31 + bytes[i];
	return total;
}

int main(void)
{
	unsigned int set, copied, moved;
	int n, a, b;

	for (n = 0; n <= MOST; n++) {
		set = copied = moved = 0;
		for (a = 0; a < 9; a++) {
			prepare();
			if (memset(to + 16 + a, 0x5a00 + n, n) != to + 16 + a)
				printf("memset returns something else\n");
			set = set * 17 + sum(to);
			for (b = 0; b < 9; b++) {
				prepare();
				memcpy(to + 16 + a, from + 16 + b, n);
				copied = copied * 17 + sum(to);
				prepare();
				memmove(from + 16 + a, from + 16 + b, n);
				moved = moved * 17 + sum(from);
			}
		}
		printf("%2d: %08x %08x %08x\n", n, set, copied, moved);
	}
	return 0;
}

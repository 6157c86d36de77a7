/* Recursion over bit masks. */
#include <stdio.h>

static int place(unsigned all, unsigned columns, unsigned left, unsigned right)
{
	if (columns == all)
		return 1;
	int count = 0;
	for (unsigned free = all & ~(columns | left | right); free; free &= free - 1) {
		unsigned bit = free & -free;
		count += place(all, columns | bit, (left | bit) << 1, (right | bit) >> 1);
	}
	return count;
}

int main(void)
{
	for (int n = 1; n <= 8; n++)
		printf("%d ", place((1u << n) - 1, 0, 0, 0));
	putchar('\n');
	return 0;
}

/* Macros that compute an lvalue's address and go on from it. */
#include <stdio.h>

static struct { int n; long total; } areas[4];

#define this_area(i) (*({ __typeof__(&areas[0]) _p = &areas[i]; _p; }))
#define for_each(i) for (int i = -1; ({ i++; while (i < 4 && i == 2) i++; i < 4; });)

int main(void)
{
	for_each(i) {
		this_area(i).n += i + 1;
		this_area(i).total -= 1L << (i * 4);
		this_area(3).n++;
	}
	for (int i = 0; i < 4; i++)
		printf("%d %ld ", areas[i].n, areas[i].total);
	putchar('\n');
	return 0;
}

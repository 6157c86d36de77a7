/* [first ... last] = value in initialisers. */
#include <stdio.h>

static int a[] = { [0 ... 3] = 1, [4 ... 6] = 2, [2] = 9 };
static char classes[256] = { ['0' ... '9'] = 1, ['a' ... 'f'] = 2, ['A' ... 'F'] = 2 };
static struct { int x, y; } s[4] = { [1 ... 2] = { .y = 5 }, [3].x = 7 };
static int m[3][3] = { [0 ... 1][1 ... 2] = 4 };

int main(void)
{
	for (int i = 0; i < 7; i++)
		printf("%d ", a[i]);
	printf("%d %d %d\n", classes['7'], classes['c'], classes['g']);
	printf("%d %d %d %d\n", s[0].y, s[1].y, s[2].y, s[3].x);
	for (int i = 0; i < 9; i++)
		printf("%d", m[i / 3][i % 3]);
	putchar('\n');
	int n = 0;
	int v[5] = { [0 ... 4] = ++n };
	printf("%d %d\n", v[4], n);
	return 0;
}

/* The left side of a compound assignment is evaluated once. */
#include <stdio.h>

static int calls;
static int v[4] = { 1, 2, 3, 4 };

static int *at(int i)
{
	calls++;
	return &v[i];
}

int main(void)
{
	*at(1) += 10;
	*at(2) <<= 2;
	++*at(3);
	int i = 0;
	v[i++] *= 7;
	v[i++] -= i;
	printf("%d %d %d %d %d %d\n", v[0], v[1], v[2], v[3], calls, i);
	int *p = v;
	*p++ |= 8;
	*p++ ^= 1;
	printf("%d %d %d\n", v[0], v[1], (int)(p - v));
	return 0;
}

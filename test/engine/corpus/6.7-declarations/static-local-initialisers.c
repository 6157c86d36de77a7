/* Static locals with addresses of each other and of functions. */
#include <stdio.h>

static int twice(int n) { return n * 2; }

static int f(int n)
{
	static int v[3] = { 1, 2, 3 };
	static int *p = &v[1], **pp = &p;
	static int (*const g)(int) = twice;
	static const struct { int *where; int (*what)(int); } pair = { v + 2, twice };
	++**pp;
	return g(*p) + pair.what(*pair.where) + n;
}

int main(void)
{
	int a = f(0), b = f(100);
	printf("%d %d\n", a, b);
	return 0;
}

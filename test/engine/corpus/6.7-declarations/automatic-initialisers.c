/* Initialisers with computed values, evaluated in order. */
#include <stdio.h>

static int n;
static int next(void) { return ++n; }

struct s { int a, b, c; };

int main(void)
{
	int base = 10;
	struct s s = { next() + base, .c = next() };
	int v[4] = { next(), [3] = next() * base, [1] = s.a };
	struct s copy = s, *p = &copy, all[2] = { s, { .b = p->a } };
	printf("%d %d %d\n", s.a, s.b, s.c);
	printf("%d %d %d %d\n", v[0], v[1], v[2], v[3]);
	printf("%d %d %d\n", all[0].c, all[1].a, all[1].b);
	int x = 1, y = x + 1, z = y * y;
	return z + x;
}

/* A struct argument is a copy of its own, among other arguments. */
#include <stdio.h>

struct pair { char c; long long l; };
struct trio { float x, y, z; };
struct mixed { double d; int i; };

static double f(int a, struct pair p, double b, struct trio t, struct mixed m, char c)
{
	p.l++;
	t.x = 100;
	m.i *= 2;
	return a + p.c + p.l + b + t.x + t.y + t.z + m.d + m.i + c;
}

int main(void)
{
	struct pair p = { 1, 1000000 };
	struct trio t = { 1, 2, 3 };
	struct mixed m = { 0.5, 4 };
	printf("%g\n", f(1, p, 2.25, t, m, 3));
	printf("%lld %g %d\n", p.l, t.x, m.i);
	return 0;
}

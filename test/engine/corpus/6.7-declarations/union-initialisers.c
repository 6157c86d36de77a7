/* The first member, or the one that is named. */
#include <stdio.h>

union u { char c; int i; double d; int v[3]; };
struct s { int kind; union { int i; float f; }; union u u; };

int main(void)
{
	union u a = { 65 }, b = { .d = 2.5 }, c = { .v = { 1, 2, 3 } }, d = { .v[1] = 9 };
	printf("%d %g %d %d %d\n", a.c, b.d, c.v[2], d.v[1], d.v[0]);
	struct s s = { 1, { .f = 1.0f }, { .i = 3 } }, t = { .f = -2.0f, .u.v[2] = 8 };
	printf("%x %d %x %d\n", s.i, s.u.i, t.i, t.u.v[2]);
	union u e = c;
	e.v[0] = 11;
	printf("%d %d %d\n", e.i, c.i, (int)sizeof(union u));
	return 0;
}

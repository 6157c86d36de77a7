/* Structs are copied whole, arrays and padding-free unions within them. */
#include <stdio.h>

struct in { short s[3]; };
struct out { char c; struct in in[2]; union { int i; float f; } u; };

int main(void)
{
	struct out a = { 'a', { { { 1, 2, 3 } }, { { 4, 5, 6 } } }, { .f = 1.0f } }, b, c;
	c = b = a;
	b.in[1].s[2] = 60;
	a.in[0] = a.in[1];
	printf("%d %d %d\n", a.in[0].s[2], b.in[1].s[2], c.in[0].s[0]);
	printf("%x %c\n", c.u.i, b.c);
	struct out *p = &a;
	*p = *p;
	b = *p;
	printf("%d\n", b.in[0].s[0]);
	struct out v[3] = { a };
	v[2] = v[0];
	v[1] = v[2];
	printf("%d\n", v[1].in[1].s[1]);
	return 0;
}

/* __auto_type takes the type of its initialiser. */
#include <stdio.h>

static double half(int n) { return n / 2.0; }

int main(void)
{
	__auto_type a = 5;
	__auto_type b = half(5);
	__auto_type c = &a;
	__auto_type d = "text";
	__auto_type e = (char)65;
	int v[3] = { 7, 8, 9 };
	__auto_type p = v;
	*c += 1;
	printf("%d %g %s %d %d %d\n", a, b, d, (int)sizeof(e), p[1], (int)sizeof(p));
	__auto_type f = half;
	printf("%g\n", f(3));
	return 0;
}

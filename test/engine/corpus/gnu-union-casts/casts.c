/* A cast to a union makes one of its member. */
#include <stdio.h>

union u { int i; double d; char *s; };

static double take(union u u, int kind)
{
	return kind ? u.d : u.i;
}

int main(void)
{
	printf("%g %g\n", take((union u)5, 0), take((union u)2.5, 1));
	union u u = (union u)"text";
	printf("%s\n", u.s);
	return 0;
}

/* Prefix and postfix forms, on integers, pointers, floats and members. */
#include <stdio.h>

struct s { unsigned char c; int f : 3; double d; };

int main(void)
{
	int a = 5, b = a++ + ++a;
	printf("%d %d\n", a, b);
	struct s s = { 255, 3, 0.5 };
	s.c++;
	printf("%d %d %g\n", s.c, s.f--, ++s.d);
	printf("%d %d %g\n", s.c--, s.f, s.d--);
	printf("%d %g\n", s.c, s.d);
	int v[4] = { 10, 20, 30, 40 }, *p = v;
	printf("%d %d %d\n", *p++, *++p, (int)(p - v));
	printf("%d %d\n", ++*p, *p--);
	float f = 1.5f;
	f++;
	printf("%g %d\n", f, v[2]);
	return 0;
}

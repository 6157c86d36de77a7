/* A definition with an identifier list takes promoted arguments. */
#include <stdio.h>

static int f(a, b, c, d)
	int a;
	char b;
	float c;
	short *d;
{
	return a + b + (int)(c * 2) + *d;
}

static double g(n, d) int n; double d; { return n * d; }

int main(void)
{
	short s = 1000;
	printf("%d %g\n", f(1, 300, 2.5, &s), g(3, 0.5));
	return 0;
}

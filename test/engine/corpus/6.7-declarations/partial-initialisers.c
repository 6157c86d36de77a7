/* What an initialiser leaves out is zero, in automatic objects too. */
#include <stdio.h>

struct s { int a[4]; struct { char c; double d; int *p; } in; };

static int dirty(void)
{
	volatile int v[64];
	for (int i = 0; i < 64; i++)
		v[i] = -1;
	return v[5];
}

static int clean(void)
{
	struct s s = { { 1 } };
	int v[50] = { 7 };
	int sum = 0;
	for (int i = 0; i < 50; i++)
		sum += v[i];
	return sum + s.a[0] + s.a[3] + s.in.c + (s.in.d == 0) + !s.in.p;
}

int main(void)
{
	int first = dirty(), sum = clean();
	printf("%d %d\n", first, sum);
	struct s empty = { 0 };
	printf("%d %g\n", empty.a[2], empty.in.d);
	return 0;
}

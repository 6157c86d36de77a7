/* Twenty arguments of mixed types arrive in order. */
#include <stdio.h>

static void f(char a, double b, short c, float d, long e, unsigned char g, long long h, int *i, double j, int k,
			  unsigned l, float m, char n, double o, long long p, short q, int r, double s, unsigned t, char u)
{
	printf("%d %g %d %g %ld %d %lld %d %g %d\n", a, b, c, d, e, g, h, *i, j, k);
	printf("%u %g %d %g %lld %d %d %g %u %d\n", l, m, n, o, p, q, r, s, t, u);
}

int main(void)
{
	int i = 8;
	f(1, 2.5, 3, 4.5, 5, 6, 7000000000LL, &i, 9.5, 10, 11, 12.5, 13, 14.5, -15000000000LL, 16, 17, 18.5, 19, 20);
	return 0;
}

/* A deep expression, with its temporaries. */
#include <stdio.h>

static int id(int x) { return x; }

int main(void)
{
	int a = 1, b = 2, c = 3, d = 4;
	int r = ((a + b) * (c - d) + (a ^ b) * (c | d) - ((a << b) + (c << d))) *
		(((a + id(b)) * (id(c) + d)) - ((id(a) - b) * (c - id(d)))) +
		(id(a) + (id(b) + (id(c) + (id(d) + (a + (b + (c + (d + id(a)))))))));
	printf("%d\n", r);
	long long w = ((((((((((1LL + a) * 2 + b) * 3 + c) * 4 + d) * 5 + a) * 6 + b) * 7 + c) * 8 + d) * 9 + a) * 10);
	printf("%lld\n", w);
	return 0;
}

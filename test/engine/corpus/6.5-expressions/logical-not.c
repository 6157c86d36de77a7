/* ! of integers, floats and pointers. */
#include <stdio.h>

int main(void)
{
	int *p = 0, x = 4;
	double d = 0.5, e = -0.0;
	unsigned long long l = 1ull << 63;
	printf("%d %d %d\n", !p, !&x, !!&x);
	printf("%d %d %d\n", !d, !e, !!d);
	printf("%d %d\n", !l, !(unsigned)l);
	printf("%d %d\n", !"text", !0);
	printf("%d\n", !x == 0);
	return !!(l >> 40);
}

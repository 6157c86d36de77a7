/*
 * op= with a bit-field wider than int on the right: the operation is done in as many bits as the bit-field has, before
 * the result goes into the target.
 */
#include <stdio.h>

static struct {
	unsigned long long u61 : 61;
	long long s45 : 45;
} b = { 3, -2 };

int main(void)
{
	volatile _Bool o = 1;
	volatile int i = -7;
	volatile unsigned u = 1;
	volatile signed char c = -1;
	volatile float f = 2;

	b.u61 = ~0ULL;
	o += b.u61;
	printf("%d ", o);
	b.u61 = 3;
	o = 1;
	o += b.u61 - 4;
	printf("%d\n", o);
	i /= b.u61;
	printf("%d ", i);
	i = -7;
	i %= b.u61;
	printf("%d ", i);
	i = -1;
	i /= b.s45;
	printf("%d ", i);
	u /= b.u61 - 4;
	printf("%u ", u);
	c %= b.u61;
	printf("%d ", c);
	c = -100;
	c /= b.u61;
	printf("%d ", c);
	f += b.u61;
	printf("%g\n", f);
	b.s45 /= b.u61;
	printf("%lld ", (long long)b.s45);
	o = 1;
	o -= b.u61 - 2;
	printf("%d\n", o);
	return 0;
}

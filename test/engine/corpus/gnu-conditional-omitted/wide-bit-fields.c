/* With a bit-field wider than int on the right, a value on the left is brought to the bit-field's width too. */
#include <stdio.h>

static struct {
	unsigned long long u61 : 61;
	long long s45 : 45;
	unsigned long long u33 : 33;
} b = { 3, -1, 1 };

int main(void)
{
	volatile signed char c = -1;
	volatile int i = -7;
	volatile long long ll = 1LL << 50;

	printf("%llu %llu %llu\n", (unsigned long long)(c ?: b.u61), (unsigned long long)(i ?: b.u61 & 1),
	       (unsigned long long)((i ?: b.u61) / 3));
	printf("%lld %lld\n", (long long)(ll ?: b.s45), (long long)(b.s45 ?: ll));
	printf("%llu %llu\n", (unsigned long long)(i ?: b.u33), (unsigned long long)(b.u33 ?: i));
	printf("%llu\n", (unsigned long long)(i ?: 0 ? b.u61 : 2));
	printf("%lld %lld\n", (long long)(i ?: b.s45), (long long)((i - i) ?: b.s45));
	return 0;
}

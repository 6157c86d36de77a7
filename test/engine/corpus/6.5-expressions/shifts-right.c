/* Right shifts copy the sign of signed operands. */
#include <stdio.h>

int main(void)
{
	int i = -100;
	unsigned u = -100;
	short s = -1;
	long long l = -1LL << 40;
	printf("%d %u %d\n", i >> 3, u >> 3, s >> 15);
	printf("%lld %llu\n", l >> 20, (unsigned long long)l >> 20);
	printf("%d %d\n", -1 >> 31, 1 >> 1);
	for (int n = 0; n < 64; n += 13)
		printf("%lld ", l >> n);
	putchar('\n');
	printf("%d %d\n", (signed char)0x80 >> 7, (unsigned char)0x80 >> 7);
	return 0;
}

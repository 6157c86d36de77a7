/* Widening a signed type copies its sign, an unsigned one adds zeros. */
#include <stdio.h>

int main(void)
{
	signed char c = -128;
	unsigned char uc = 128;
	short s = -2;
	unsigned short us = 65534;
	int i = -3;
	unsigned u = 4294967293u;
	printf("%d %d %u %u\n", c, uc, (unsigned)c, (unsigned)uc);
	printf("%lld %lld %llx %llx\n", (long long)s, (long long)us, (long long)s, (long long)us);
	printf("%lld %lld %llx\n", (long long)i, (long long)u, (unsigned long long)i);
	printf("%llx %llx\n", (unsigned long long)c, (unsigned long long)(unsigned)c);
	printf("%lx %lx\n", (unsigned long)c, (unsigned long)(unsigned short)c);
	return 0;
}

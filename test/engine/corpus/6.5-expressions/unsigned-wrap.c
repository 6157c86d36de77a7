/* Unsigned arithmetic wraps without a word. */
#include <stdio.h>

int main(void)
{
	unsigned u = 0;
	unsigned long long ull = 0;
	u--;
	ull -= 1;
	printf("%u %llu\n", u, ull);
	u += 2;
	ull += 3;
	printf("%u %llu\n", u, ull);
	u = 0x80000000u;
	printf("%u %u\n", u + u, u * 3);
	ull = 0x8000000000000000u;
	printf("%llu %llu\n", ull * 2, ull - 1 + ull);
	printf("%u\n", 65536u * 65537u);
	printf("%u %u\n", -1u, -u);
	return 0;
}

/* Conversion to an integer truncates towards zero. */
#include <stdio.h>

int main(void)
{
	double d[] = { 0.99, -0.99, 1.5, -1.5, 2147483647.75, -2147483648.75 };
	for (int i = 0; i < 6; i++)
		printf("%d ", (int)d[i]);
	printf("\n%u %u\n", (unsigned)4294967295.5, (unsigned)-0.5);
	printf("%lld %lld\n", (long long)9.2233720368547e18, (long long)-9223372036854775808.0);
	printf("%llu\n", (unsigned long long)18446744073709549568.0);
	printf("%d %d\n", (signed char)-128.9, (unsigned char)255.9);
	float f = 16777217.0f;
	printf("%d\n", (int)f);
	return 0;
}

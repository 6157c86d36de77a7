/* An integer that does not fit the significand is rounded to even. */
#include <stdio.h>

int main(void)
{
	int a[] = { 16777216, 16777217, 16777219, 2147483647, -16777217 };
	for (int i = 0; i < 5; i++)
		printf("%.1f ", (float)a[i]);
	putchar('\n');
	long long l[] = { 9007199254740993, 9007199254740995, 9223372036854775807, -9007199254740993 };
	for (int i = 0; i < 4; i++)
		printf("%.1f %.1f\n", (double)l[i], (float)l[i]);
	unsigned long long u[] = { 18446744073709551615u, 9223372036854775808u, 9223372036854776833u };
	for (int i = 0; i < 3; i++)
		printf("%.1f %.1f\n", (double)u[i], (float)u[i]);
	printf("%.1f\n", (float)4294967295u);
	return 0;
}

/* Division truncates towards zero, the remainder has the dividend's sign. */
#include <stdio.h>

int main(void)
{
	int n[] = { 7, -7 }, d[] = { 2, -2, 3, -3 };
	for (int i = 0; i < 2; i++)
		for (int j = 0; j < 4; j++)
			printf("%d/%d=%d,%d ", n[i], d[j], n[i] / d[j], n[i] % d[j]);
	putchar('\n');
	printf("%u %u\n", -7u / 2, -7u % 2);
	printf("%lld %lld\n", -10000000000LL / 3, -10000000000LL % 3);
	printf("%llu %llu\n", 18446744073709551615u / 10, 18446744073709551615u % 10);
	printf("%d %d\n", (char)-128 / -1, (short)-32768 / (short)-1);
	return 0;
}

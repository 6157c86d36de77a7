/* A negative int meets unsigned and becomes large. */
#include <stdio.h>

int main(void)
{
	int m = -1;
	unsigned one = 1;
	long l = -1;
	unsigned long ul = 1;
	printf("%d %d %d\n", m < one, m < (int)one, (long long)m < one);
	printf("%d %d\n", l < (long)one, l < ul);
	printf("%u %u %u\n", m / 2u, m % 7u, m * 3u);
	printf("%d\n", (unsigned short)m < one);
	printf("%lld\n", (long long)(m + one));
	printf("%llu\n", m + 0ull);
	return 0;
}

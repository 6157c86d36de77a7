/* The limits of the integer types, and their bytes in memory. */
#include <limits.h>
#include <stdio.h>

static void bytes(const void *p, unsigned n)
{
	for (const unsigned char *c = p; n--; c++)
		printf("%02x", *c);
	putchar('\n');
}

int main(void)
{
	printf("%d %d %u\n", SCHAR_MIN, SCHAR_MAX, UCHAR_MAX);
	printf("%d %d\n", CHAR_MIN, CHAR_MAX);
	printf("%d %d %u\n", SHRT_MIN, SHRT_MAX, USHRT_MAX);
	printf("%d %d %u\n", INT_MIN, INT_MAX, UINT_MAX);
	printf("%ld %ld %lu\n", LONG_MIN, LONG_MAX, ULONG_MAX);
	printf("%lld %lld %llu\n", LLONG_MIN, LLONG_MAX, ULLONG_MAX);
	int i = -2;
	long l = LONG_MIN + 1;
	long long ll = 0x0123456789abcdefLL;
	short s = 0x1234;
	bytes(&i, sizeof(i));
	bytes(&l, sizeof(l));
	bytes(&ll, sizeof(ll));
	bytes(&s, sizeof(s));
	return CHAR_BIT;
}

/* Checked additions, subtractions and multiplications, of mixed types. */
#include <limits.h>
#include <stdio.h>

int main(void)
{
	int i;
	unsigned u;
	long long l;
	unsigned char c;
	signed char s;
	printf("%d ", __builtin_add_overflow(INT_MAX, 1, &i));
	printf("%d\n", i);
	printf("%d ", __builtin_sub_overflow(3u, 5u, &u));
	printf("%u\n", u);
	printf("%d ", __builtin_mul_overflow(1LL << 40, 1LL << 30, &l));
	printf("%lld\n", l);
	printf("%d ", __builtin_add_overflow(200, 100, &c));
	printf("%d\n", c);
	printf("%d ", __builtin_mul_overflow(-16, 8, &s));
	printf("%d\n", s);
	printf("%d ", __builtin_add_overflow(-1, 1u, &u));
	printf("%u\n", u);
	printf("%d ", __builtin_sub_overflow(0u, 1u, &l));
	printf("%lld\n", l);
	printf("%d ", __builtin_sadd_overflow(INT_MIN, -1, &i));
	printf("%d\n", i);
	printf("%d ", __builtin_umul_overflow(65536, 65536, &u));
	printf("%u\n", u);
	printf("%d %d\n", __builtin_add_overflow_p(INT_MAX, 1, 0), __builtin_mul_overflow_p(100, 3, (short)0));
	return 0;
}

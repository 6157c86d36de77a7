/* __builtin_add_overflow_p with a bit-field: whether the result fits as many bits. */
#include <stdio.h>

int main(void)
{
	struct { int a : 5; unsigned b : 7; unsigned long long w : 40; long long s : 35; } bits;
	int n = 15;

	printf("%d %d\n", __builtin_add_overflow_p(n, 0, bits.a), __builtin_add_overflow_p(n, 1, bits.a));
	printf("%d %d\n", __builtin_sub_overflow_p(-n, 1, bits.a), __builtin_sub_overflow_p(-n, 2, bits.a));
	printf("%d %d\n", __builtin_mul_overflow_p(n, 8, bits.b), __builtin_mul_overflow_p(n, 9, bits.b));
	printf("%d %d\n", __builtin_mul_overflow_p(n, 1ll << 36, bits.w), __builtin_mul_overflow_p(n + 1, 1ll << 36, bits.w));
	printf("%d %d\n", __builtin_add_overflow_p(n, (1ll << 34) - 16, bits.s),
	       __builtin_add_overflow_p(n, (1ll << 34) - 15, bits.s));
	printf("%d\n", __builtin_sub_overflow_p(-(1ll << 34), n, bits.s));
	printf("%d %d\n", __builtin_add_overflow_p(100, 27, bits.b), __builtin_add_overflow_p(100, 28, bits.b));
	return 0;
}

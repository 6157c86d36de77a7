/* Infinities, NaN and classes of floats. */
#include <stdio.h>

int main(void)
{
	double inf = __builtin_inf(), nan = __builtin_nan(""), huge = __builtin_huge_val();
	printf("%g %d %g %g\n", inf, nan != nan, huge, (double)__builtin_inff());
	printf("%d %d %d\n", __builtin_isnan(nan) != 0, __builtin_isinf(inf) != 0, __builtin_isfinite(1.0) != 0);
	printf("%g %g %g\n", __builtin_fabs(-2.5), (double)__builtin_fabsf(-0.5f), __builtin_copysign(3, -1));
	printf("%d %d %d\n", __builtin_isgreater(nan, 1), __builtin_isless(1.0, 2), __builtin_isunordered(nan, 1));
	printf("%d %d\n", __builtin_signbit(-0.0) != 0, __builtin_signbit(1.0) != 0);
	printf("%d %d\n", __builtin_isless(2, nan), __builtin_islessgreater(1, 2.0));
	return 0;
}

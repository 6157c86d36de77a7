/* Macros that tell kinds of numbers apart and compare without an exception evaluate each argument once, and never skip one. */
#include <math.h>
#include <stdio.h>

static int calls;

static double counted(double value)
{
	calls++;
	return value;
}

int main(void)
{
	volatile double nan = NAN, infinite = INFINITY, zero = -0.0, small = 1e-310;
	volatile float wide = -INFINITY, tiny = 1e-40f, one = 1;

	printf("%d %d %d %d\n", isinf(infinite), isinf(-infinite), isinf(wide), isinf(one));
	printf("%d %d %d %d\n", isnan(nan), isnan(infinite), isfinite(nan), isfinite(one));
	printf("%d %d %d %d\n", isnormal(small), isnormal(tiny), isnormal(one), fpclassify(tiny) == FP_SUBNORMAL);
	printf("%d %d %d\n", signbit(zero) != 0, signbit(wide) != 0, signbit(one) != 0);
	printf("%d %d\n", isgreater(infinite, one), isgreater(nan, one));
	printf("%d %d\n", isgreaterequal(2, one + one), islessequal(one, nan));
	printf("%d %d %d\n", isless(one, 2), islessgreater(1, 2.0), islessgreater(one, 1.0));
	printf("%d\n", isunordered(counted(nan), counted(1)));
	printf("%d\n", islessgreater(counted(3), counted(2)));
	printf("%d calls\n", calls);
	return 0;
}

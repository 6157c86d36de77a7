/* _Generic as the chooser of a function. */
#include <stdio.h>

static int abs_int(int n) { return n < 0 ? -n : n; }
static double abs_double(double d) { return d < 0 ? -d : d; }
static long long abs_wide(long long l) { return l < 0 ? -l : l; }

#define ABS(x) _Generic((x), float: abs_double, double: abs_double, long long: abs_wide, default: abs_int)(x)

int main(void)
{
	printf("%d %g %lld %g\n", ABS(-3), ABS(-2.5), ABS(-5000000000LL), ABS(-0.5f));
	return sizeof(ABS(1LL));
}

/* NaN, infinities and signed zeros in comparisons and arithmetic. */
#include <math.h>
#include <stdio.h>

int main(void)
{
	double zero = 0.0, one = 1.0;
	double inf = one / zero, nan = zero / zero;
	printf("%d %d %d %d\n", nan == nan, nan != nan, nan < one, !(nan >= one));
	printf("%g %g %g\n", inf, -inf, inf - 1e308);
	printf("%d %d\n", inf > 1e308, -inf < inf);
	printf("%g %g %d\n", -zero, zero, -zero == zero);
	printf("%g %g\n", one / -zero, zero * -5);
	printf("%d %d\n", isnan(inf - inf) != 0, isnan(inf * zero) != 0);
	printf("%d %d %d\n", nan ? 1 : 0, !nan, zero ? 1 : 0);
	return 0;
}

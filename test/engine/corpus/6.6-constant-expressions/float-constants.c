/* Static initialisers are folded as they would be computed. */
#include <stdio.h>

static double third = 1.0 / 3, sum = 0.1 + 0.2, mixed = 1 / 2 + 1 / 2.0;
static float f = 1.0f / 3, narrow = 1.0 / 3, big = 16777216.0f + 1.0f;
static int truncated = 2.9 * 2, negative = -2.9;
static double inf = 1e308 * 10, zero = -0.0;
static long double l = 1.0L / 4;
static int compared = 0.1 + 0.2 == 0.3, logical = 0.5 && 1e-300;
static unsigned char c = (unsigned char)(3.5f * 2);

int main(void)
{
	printf("%.17g %.17g %.17g\n", third, sum, mixed);
	printf("%.9g %.9g %.9g\n", f, narrow, big);
	printf("%d %d %g %g %g\n", truncated, negative, inf, zero, (double)l);
	printf("%d %d %d\n", compared, logical, c);
	return 0;
}

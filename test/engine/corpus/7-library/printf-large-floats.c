/* Every digit of large and small doubles is exact. */
#include <float.h>
#include <math.h>
#include <stdio.h>

int main(void)
{
	printf("%.0f\n", 1e22);
	printf("%.0f\n", 1e23);
	printf("%.0f\n", DBL_MAX);
	printf("%.20e\n", DBL_MIN);
	printf("%.30f\n", 1.0 / 3);
	printf("%g %g\n", 5e-324, DBL_EPSILON);
	printf("%.60g\n", 5e-324);
	printf("%f %F %e %g\n", INFINITY, -INFINITY, NAN, INFINITY);
	printf("[%8f] [%-8f] [%08f] [%+f]\n", INFINITY, INFINITY, INFINITY, INFINITY);
	printf("%.1f %.1f %.1f %.1f\n", 0.05, 0.15, 0.25, 0.35);
	printf("%.0f %.0f %.0f %.0f\n", 0.5, 1.5, 2.5, -0.5);
	return 0;
}

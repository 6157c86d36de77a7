/* Roots, powers, rounding and remainders. */
#include <math.h>
#include <stdio.h>

int main(void)
{
	double v[] = { 0.5, -1.5, 2.5, 1e10, -0.0, 123.456 };
	for (int i = 0; i < 6; i++)
		printf("%g %g %g %g %g %g\n", floor(v[i]), ceil(v[i]), trunc(v[i]), round(v[i]), rint(v[i]), fabs(v[i]));
	printf("%.15g %.15g %.15g\n", sqrt(2), pow(2, 0.5), cbrt(27));
	printf("%.12g %.12g %.12g\n", sin(1), cos(1), atan2(1, -1));
	printf("%.12g %.12g %.12g\n", exp(1), log(10), log10(1000));
	printf("%g %g %g\n", fmod(7.5, 2), fmod(-7.5, 2), remainder(7.5, 2));
	int e;
	double whole, m = frexp(10, &e);
	printf("%g %d %g %g\n", m, e, ldexp(0.75, 4), modf(-3.25, &whole));
	printf("%g %g %g %g\n", whole, hypot(3, 4), copysign(2, -0.0), fmax(1, NAN));
	printf("%d %d %d %ld\n", isinf(1 / 0.0) != 0, isnan(NAN) != 0, signbit(-0.0) != 0, lround(2.5));
	return 0;
}

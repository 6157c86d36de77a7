/* The common functions of math.h: what this program prints is compared with the C library's under gcc. */
#include <math.h>
#include <stdio.h>

static const double samples[] = {
	0.0, -0.0, 0.5, 1.0, -1.0, 1.5, 2.5, -2.5, 3.7, 1e-5, 1e10, 1e20, 1e300, 5e-324, INFINITY, -INFINITY, NAN, 0.1,
	4503599627370497.5, -0.49999999999999994,
};

/* Which of the two NaNs an operation gives is not said by anyone. */
static double plain(double x)
{
	return isnan(x) ? NAN : x;
}

int main(void)
{
	for (int i = 0; i < (int)(sizeof(samples) / sizeof(*samples)); i++) {
		double x = samples[i];
		int exponent;
		double integral;
		double fraction = frexp(x, &exponent);

		printf("%g: %g %g %g %g %g %g %g\n", x, floor(x), ceil(x), trunc(x), round(x), rint(x), fabs(x),
		       sqrt(fabs(x)));
		printf("%.17g %d %.17g", fraction, isfinite(x) ? exponent : 0, modf(x, &integral));
		printf(" %.17g %d%d%d%d%d\n", integral, !!isnan(x), !!isinf(x), !!isfinite(x), !!isnormal(x),
		       !!signbit(x));
		printf("%.10g %.10g %.10g %.10g %.10g\n", plain(sin(x)), plain(cos(x)), exp(x / 10), atan(x), tanh(x));
		for (int j = 0; j < (int)(sizeof(samples) / sizeof(*samples)); j += 3) {
			double y = samples[j];

			printf("%.15g %.15g %.12g %.12g %.12g %.15g\n", plain(fmod(x, y)), copysign(x, y),
			       plain(pow(x, y)), atan2(x, y), hypot(x, y), fmax(x, y) + 0.0);
		}
	}
	printf("%.12g %.12g %.12g %.12g\n", log(10), log10(1000), log2(8), cbrt(27));
	printf("%g %g %ld %ld\n", ldexp(1.5, 10), scalbn(1, -1074), lround(2.5), lrint(2.5));
	printf("%.9g %.9g\n", sqrtf(2.0f), powf(2.0f, 0.5f));
	printf("%d %d\n", 0.1 + 0.2 == 0.3, 0.1f + 0.2f == 0.3f);
	printf("%.20g %.20g\n", fma(0.1, 10, -1), 0.1 * 10 - 1);
	return 0;
}

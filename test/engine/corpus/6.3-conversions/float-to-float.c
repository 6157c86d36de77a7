/* A double that becomes a float is rounded, too large ones are infinite. */
#include <stdio.h>

int main(void)
{
	double d = 0.1;
	float f = d;
	printf("%.20g %.20g %d\n", d, (double)f, d == f);
	printf("%g %g\n", (float)1e39, (float)-1e39);
	printf("%g %g\n", (float)1e-46, (float)1e-45);
	f = 1.0f / 3;
	printf("%.17g %.17g\n", f, 1.0 / 3);
	printf("%d %d\n", 0.1f == 0.1, 0.5f == 0.5);
	long double l = 0.25L;
	printf("%g\n", (double)l + f);
	return 0;
}

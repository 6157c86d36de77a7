/* Fixed, exponent, general and hexadecimal forms. */
#include <stdio.h>

int main(void)
{
	double v[] = { 0, 1, -1.5, 0.1, 123456789, 1e-5, 1e20, 2.5, 3.5, 0.000123456 };
	for (int i = 0; i < 10; i++)
		printf("[%f] [%e] [%g] [%.0f] [%.2e] [%.10g] [%a]\n", v[i], v[i], v[i], v[i], v[i], v[i], v[i]);
	printf("[%10.3f] [%-10.3f] [%+.1f] [%010.2f] [% f]\n", 3.14159, 3.14159, 2.25, -3.14159, 1.0);
	printf("[%#.0f] [%#g] [%G] [%E]\n", 5.0, 1.0, 1e-10, 12345.678);
	printf("[%.20f]\n[%.15g] [%.17g]\n", 0.1, 0.1, 0.1);
	printf("[%Lf] [%.3Lg]\n", 1.25L, 1e10L);
	return 0;
}

/* %g with and without #, where rounding adds a digit before the point: glibc drops the zeros of 1.e+06 then. */
#include <stdio.h>

int main(void)
{
	static const double values[] = { 999999.5, 999999.4, -999999.5, 9999999.5, 99999.95, 9.9999995, 9.5, 99.5, 0.95,
		0.99999999, 0.00009999995, 0.00012345, 1e6, 123456, 0 };

	for (unsigned int i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		printf("[%#g] [%#.3g] [%#.0g] [%#.10g] [%g] [%#G] [%#12.2g] [%-#12.2g]\n", values[i], values[i], values[i],
		       values[i], values[i], values[i], values[i], values[i]);
	return 0;
}

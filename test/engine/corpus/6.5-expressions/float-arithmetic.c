/* float is computed as float, double as double. */
#include <stdio.h>

int main(void)
{
	float a = 0.1f, b = 0.2f;
	double c = 0.1, d = 0.2;
	printf("%.9g %.17g\n", a + b, c + d);
	printf("%d %d\n", a + b == 0.3f, c + d == 0.3);
	float big = 16777216;
	printf("%.9g %.17g\n", big + 1, big + 1.0);
	printf("%.9g\n", 1.0f / 3.0f * 3.0f);
	printf("%.17g\n", a * b);
	printf("%.17g\n", (double)a * b);
	float f = 1e38f;
	f = f * 10;
	printf("%g %g\n", f, -1 / f);
	return 0;
}

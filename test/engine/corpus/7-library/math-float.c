/* The float forms compute in float. */
#include <math.h>
#include <stdio.h>

int main(void)
{
	printf("%.9g %.9g\n", sqrtf(2), fabsf(-0.1f));
	printf("%.9g %.9g %.9g\n", floorf(-0.5f), ceilf(1.25f), roundf(2.5f));
	printf("%.9g %.9g\n", fmodf(5.3f, 2), fmaxf(1, 2));
	printf("%d %d\n", (int)sizeof(sqrtf(1)), (int)sizeof(sqrt(1)));
	return 0;
}

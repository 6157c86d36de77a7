/* The sum of long and unsigned depends on the size of long. */
#include <stdio.h>

int main(void)
{
	long l = -1;
	unsigned u = 1;
	printf("%d\n", l < u);
	printf("%d\n", l + u > 0);
	printf("%d\n", -2L + 1u < 0);
	printf("%d\n", (l * u) / 2 < 0);
	return 0;
}

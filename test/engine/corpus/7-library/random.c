/* rand is repeatable for a seed, and within its range. */
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
	srand(42);
	int a = rand(), b = rand();
	srand(42);
	printf("%d %d\n", a == rand(), b == rand());
	int low = 0;
	for (int i = 0; i < 1000; i++) {
		int r = rand();
		if (r < 0 || r > RAND_MAX)
			printf("out of range\n");
		low += r < RAND_MAX / 2;
	}
	printf("%d\n", low > 400 && low < 600);
	return 0;
}

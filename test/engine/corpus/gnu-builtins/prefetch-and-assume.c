/* Hints that change nothing. */
#include <stdio.h>

int main(void)
{
	int v[100] = { 1 };
	int sum = 0;
	for (int i = 0; i < 100; i++) {
		__builtin_prefetch(&v[i], 0, 3);
		sum += v[i];
	}
	int *p = __builtin_assume_aligned(v, 4);
	printf("%d %d\n", sum, p[0]);
	return 0;
}

/* Primes by crossing out. */
#include <stdio.h>

static _Bool crossed[5000];

int main(void)
{
	int count = 0, last = 0;
	for (int i = 2; i < 5000; i++) {
		if (crossed[i])
			continue;
		count++;
		last = i;
		for (int j = i * 2; j < 5000; j += i)
			crossed[j] = 1;
	}
	printf("%d %d\n", count, last);
	return 0;
}

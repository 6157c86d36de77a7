/* The sieve of Eratosthenes over 8192 flags, N times. */
#include <stdio.h>
#include <time.h>

#define FLAGS 8192

char composite[FLAGS];

int main()
{
	long start = clock();
	int count = 0;
	int turn;
	int i;
	int k;

	for (turn = 0; turn < N; turn++) {
		count = 0;
		for (i = 2; i < FLAGS; i++)
			composite[i] = 0;
		for (i = 2; i < FLAGS; i++) {
			if (composite[i])
				continue;
			count++;
			for (k = i + i; k < FLAGS; k += i)
				composite[k] = 1;
		}
	}
	printf("%u %d\n", (unsigned int)(count * turn), (int)(clock() - start));
	return 0;
}

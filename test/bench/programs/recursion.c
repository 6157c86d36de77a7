/* A recursive function: the 20th Fibonacci number, N times. */
#include <stdio.h>
#include <time.h>

int fibonacci(int n)
{
	if (n < 2)
		return n;
	return fibonacci(n - 1) + fibonacci(n - 2);
}

int main()
{
	long start = clock();
	unsigned int sum = 0;
	int turn;

	for (turn = 0; turn < N; turn++)
		sum = sum * 3 + fibonacci(20);
	printf("%u %d\n", sum, (int)(clock() - start));
	return 0;
}

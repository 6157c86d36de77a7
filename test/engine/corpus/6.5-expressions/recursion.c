/* Functions that call themselves and each other. */
#include <stdio.h>

static int odd(unsigned n);
static int even(unsigned n) { return n == 0 ? 1 : odd(n - 1); }
static int odd(unsigned n) { return n == 0 ? 0 : even(n - 1); }
static int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
static int ackermann(int m, int n)
{
	return m == 0 ? n + 1 : n == 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1));
}
static void hanoi(int n, int from, int to, int *moves)
{
	if (n == 0)
		return;
	hanoi(n - 1, from, 6 - from - to, moves);
	++*moves;
	hanoi(n - 1, 6 - from - to, to, moves);
}

int main(void)
{
	int moves = 0;
	hanoi(10, 1, 3, &moves);
	printf("%d %d %d %d %d\n", even(100), odd(7), fib(18), ackermann(2, 5), moves);
	return 0;
}

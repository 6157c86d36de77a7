/* Assignments and ?: group from the right, the others from the left. */
#include <stdio.h>

static int kind(int n)
{
	return n < 0 ? -1 : n == 0 ? 0 : n < 10 ? 1 : 2;
}

int main(void)
{
	int a, b, c;
	a = b = c = 5;
	a += b -= c *= 2;
	printf("%d %d %d\n", a, b, c);
	printf("%d %d %d %d\n", kind(-5), kind(0), kind(5), kind(50));
	printf("%d %d\n", 100 / 5 / 2, 100 % 7 % 2);
	printf("%d %d\n", 64 >> 2 >> 1, 10 - 3 - 2);
	printf("%d\n", 3 < 2 < 1);
	return - - -3 & 127;
}

/* A loop with two entries. */
#include <stdio.h>

static int f(int n, int enter)
{
	int steps = 0;
	if (enter)
		goto second;
first:
	n = n * 3 + 1;
	steps++;
	if (steps > 50)
		return -n;
second:
	n /= 2;
	steps += 10;
	if (n % 2)
		goto first;
	if (n > 1)
		goto second;
	return steps * 1000 + n;
}

int main(void)
{
	for (int i = 3; i < 30; i += 4)
		printf("%d %d\n", f(i, 0), f(i, 1));
	return 0;
}

/* Inner declarations hide outer ones, and the outer ones come back. */
#include <stdio.h>

int x = 1;

static int f(int x)
{
	int sum = x;
	{
		int x = 100;
		sum += x;
		for (int x = 0; x < 3; x++)
			sum += x * 1000;
		sum += x;
	}
	return sum + x;
}

int main(void)
{
	printf("%d ", x);
	int x = x = 2;
	printf("%d %d\n", x, f(7));
	{
		extern int x;
		printf("%d\n", x);
	}
	return x;
}

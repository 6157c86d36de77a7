/* A static local keeps its value from call to call, one for each function. */
#include <stdio.h>

static int next(void)
{
	static int n = 10;
	return n++;
}

static int *other(void)
{
	static int n;
	n += 5;
	return &n;
}

static int recursive(int depth)
{
	static int calls;
	calls++;
	return depth ? recursive(depth - 1) : calls;
}

int main(void)
{
	int a = next(), b = next();
	int *p = other();
	*p = 70;
	printf("%d %d %d %d %d\n", a, b, next(), *other(), recursive(4));
	return recursive(0);
}

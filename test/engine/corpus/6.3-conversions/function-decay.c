/* A function is a pointer to it, with or without & and *. */
#include <stdio.h>

static int add(int a, int b) { return a + b; }
static int apply(int f(int, int), int x) { return f(x, x); }

int main(void)
{
	int (*p)(int, int) = add;
	int (*q)(int, int) = &add;
	printf("%d %d\n", p == q, p == *q);
	printf("%d %d %d\n", (*p)(1, 2), (***p)(3, 4), (&*q)(5, 6));
	printf("%d\n", apply(add, 21));
	return (add)(1, 1);
}

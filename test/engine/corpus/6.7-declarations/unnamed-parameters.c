/* Parameters of prototypes need no names, nor do unused ones of definitions. */
#include <stdio.h>

static int f(int, char *, double[3], int (*)(int));
static int id(int n) { return n; }

static int f(int a, char *s, double d[3], int (*g)(int))
{
	return a + s[0] + (int)d[2] + g(4);
}

int main(void)
{
	double d[] = { 1, 2, 3 };
	printf("%d\n", f(1, "A", d, id));
	return 0;
}

/* Each argument is evaluated once, before the call. */
#include <stdio.h>

static int n;
static int next(void) { return ++n; }
static int pass(int x) { return x; }
static int main_like(int x) { return x + 1; }

int main(void)
{
	int a = pass(next()) + pass(next()) * 0;
	printf("%d %d\n", n, a > 0);
	printf("%d\n", pass(pass(pass(next()))));
	int i = 5;
	pass((i++, i));
	printf("%d %d\n", i, n);
	(next() ? pass : main_like)(7);
	printf("%d\n", n);
	return 0;
}

/* Typedefs of function types in declarations, parameters and members. */
#include <stdio.h>

typedef int binary(int, int);
typedef binary *chooser(char);

static binary add, sub;
static chooser choose;
struct table { binary *f[2]; };

static int fold(binary f, const int *v, int n)
{
	int r = v[0];
	for (int i = 1; i < n; i++)
		r = f(r, v[i]);
	return r;
}

int main(void)
{
	int v[] = { 10, 3, 2 };
	struct table t = { { add, sub } };
	chooser *c = choose;
	printf("%d %d %d %d\n", fold(add, v, 3), fold(c('-'), v, 3), t.f[1](1, 2), (*c('+'))(4, 5));
	return 0;
}

static int add(int a, int b) { return a + b; }
static int sub(int a, int b) { return a - b; }
static binary *choose(char c) { return c == '+' ? add : sub; }

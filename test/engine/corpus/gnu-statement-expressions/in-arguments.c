/* Among the arguments of calls, subscripts and initialisers. */
#include <stdio.h>

static int sum(int a, int b, int c) { return a * 100 + b * 10 + c; }

int main(void)
{
	int v[] = { 4, 5, 6 };
	printf("%d\n", sum(({ 1; }), ({ int t = 1; t + t; }), v[({ int k = 0; k + 1; })] - 2));
	struct { int a, b; } s = { .b = ({ v[2]; }), .a = ({ int t; t = v[0]; t; }) };
	printf("%d %d\n", s.a, s.b);
	int (*f)(int, int, int) = ({ sum; });
	printf("%d\n", ({ f; })(7, 8, 9));
	return sizeof(({ char c = 1; c; }));
}

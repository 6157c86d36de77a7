/* A macro is not expanded within its own expansion. */
#include <stdio.h>

#define x (x + 1)
#define f(a) a * g
#define g(a) f(a)
#define foo foo bar
#define STR(...) STR_(__VA_ARGS__)
#define STR_(...) #__VA_ARGS__
#define bar + 2
#define a1 b1
#define b1 a1

static int a1 = 4;

int main(void)
{
#undef x
	int x = 1;
#define x (x + 1)
	int foo2 = 3;
	printf("%d %d\n", x, x * 2);
#define foo2 foo2 bar
	printf("%d %d\n", foo2, a1 + 1);
	int g = 5;
	printf("%d\n", f(2));
	puts(STR(f(2)(9) foo b1 a1 x));
	return 0;
}

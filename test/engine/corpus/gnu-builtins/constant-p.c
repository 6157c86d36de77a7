/* What the compiler knows. */
#include <stdio.h>

static int v = 3;
enum { E = 4 };
#define CHOOSE(n) __builtin_choose_expr(__builtin_constant_p(n), 1, 2)

int main(void)
{
	printf("%d %d %d\n", __builtin_constant_p(5), __builtin_constant_p(E * 2), __builtin_constant_p("text"));
	printf("%d %d\n", __builtin_constant_p(v), __builtin_constant_p(v + 1));
	printf("%d %d\n", CHOOSE(7), CHOOSE(v));
	int a[__builtin_constant_p(1) ? 3 : 4];
	printf("%d %d\n", (int)(sizeof(a) / sizeof(*a)), __builtin_constant_p(1.5));
	return 0;
}

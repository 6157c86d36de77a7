/* ## makes one token of two. */
#include <stdio.h>

#define PASTE(a, b) a ## b
#define XPASTE(a, b) PASTE(a, b)
#define NAME(n) var_ ## n ## _end
#define OP(o) a o ## = 2
#define THREE(a, b, c) a ## b ## c
#define N 3

int main(void)
{
	int var_1_end = 10, xy = 20, N3 = 30, x3 = 40, a = 8;
	printf("%d %d %d\n", NAME(1), PASTE(x, y), PASTE(1, 2));
	printf("%d %d\n", PASTE(N, 3), XPASTE(x, N));
	OP(<<);
	printf("%d %d\n", a, PASTE(, 5) + PASTE(6, ));
	printf("%d %s\n", THREE(1, 2, 3), PASTE(L, "w") ? "wide" : "");
	printf("%g %d\n", PASTE(1., e2), PASTE(0, x1F));
	return PASTE(-, -) a;
}

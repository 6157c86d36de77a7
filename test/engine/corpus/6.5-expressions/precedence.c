/* Operators bind as their precedence says. */
#include <stdio.h>

int main(void)
{
	int a = 6, b = 3, c = 2;
	int v[3] = { 1, 2, 3 }, *p = v;
	printf("%d %d %d\n", a + b * c, (a + b) * c, a - b - c);
	printf("%d %d %d\n", a & b == 3, a | b & c, a ^ b | c);
	printf("%d %d\n", a << 1 + 1, a > b == b > c);
	printf("%d %d %d\n", -a % 4, !a + 1, ~a & 7);
	printf("%d %d\n", *p++, (*p)++);
	printf("%d %d\n", *++p, v[1]);
	printf("%d %d\n", a ? b : c ? 1 : 2, a, b);
	printf("%d\n", a = b = c);
	return a && b || c && 0;
}

/* The left operand is evaluated first, the right one is the result. */
#include <stdio.h>

int main(void)
{
	int a = 1, b;
	b = (a++, a *= 10, a + 1);
	printf("%d %d\n", a, b);
	for (a = 0, b = 10; a < b; a++, b--)
		;
	printf("%d %d\n", a, b);
	char s[20];
	printf("%d\n", (int)sizeof(0, s));
	int v[] = { (1, 2), 3 };
	printf("%d %d\n", v[0], (a++, b) ? 1 : 0);
	return 0;
}

/* __builtin_choose_expr has the type of what it chose, and only that is evaluated. */
#include <stdio.h>

int main(void)
{
	int i = 0;
	printf("%d\n", __builtin_choose_expr(1, 5, i++));
	printf("%d %d\n", (int)sizeof(__builtin_choose_expr(0, 1, (char)2)), i);
	const char *s = __builtin_choose_expr(sizeof(int) == 4, "four", 4.0);
	printf("%s\n", s);
	__builtin_choose_expr(1, i, 0) = 9;
	return i;
}

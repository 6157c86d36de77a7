/* Conditions with calls, assignments and side effects. */
#include <stdio.h>

static int left = 5;
static int more(int *n) { *n += left; return left-- > 0; }

int main(void)
{
	int n = 0, i, c;
	while (more(&n) && n < 100)
		;
	printf("%d %d\n", n, left);
	const char *s = "count the spaces in here";
	for (i = 0, n = 0; (c = *s++) != 0; i++, n += c == ' ')
		;
	printf("%d %d\n", i, n);
	for (i = 10; i --> 0 && (i != 3 || !(n = i));)
		n += i % 2 ? 1 : -1;
	printf("%d %d\n", i, n);
	return 0;
}

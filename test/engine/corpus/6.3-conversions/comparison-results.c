/* Comparisons and logical operators give an int 0 or 1. */
#include <stdio.h>

int main(void)
{
	double d = 2.5;
	long long l = 1LL << 40;
	char *p = "x";
	printf("%d %d %d\n", (d > 2) + (d > 1), !l, !!l);
	printf("%d %d\n", (int)sizeof(d == d), (int)sizeof(l && p));
	printf("%d %d %d\n", l && d, p || 0, !p);
	printf("%d\n", (3 > 2) > 1);
	printf("%d\n", -(l == l) < 0u);
	return 0;
}

/* The longest possible token is taken. */
#include <stdio.h>

int main(void)
{
	int a = 5, b = 2, c;
	int *p = &b;
	c = a+++b;
	printf("%d %d\n", a, c);
	c = a---b;
	printf("%d %d\n", a, c);
	c = a/ *p;
	printf("%d\n", c);
	c = a- -b - -1;
	printf("%d\n", c);
	a <<=1, b>>=1;
	printf("%d %d %d\n", a, b, a>b?a:b);
	printf("%d\n", a&&!b|| ~a&-b);
	return 0;
}

/* Declarations stand between statements, each from its own line on. */
#include <stdio.h>

int main(void)
{
	int a = 1;
	printf("%d\n", a);
	int b = a + 1;
	a = 10;
	int c = a + b;
	{
		c++;
		int a = c;
		c = a * 2;
	}
	struct s { int v; } s = { c };
	s.v++;
	typedef struct s t;
	t u = s;
	printf("%d %d %d\n", a, b, u.v);
	return 0;
}

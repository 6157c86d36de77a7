/* The last expression is the value; declarations stay inside. */
#include <stdio.h>

#define MAX(a, b) ({ __typeof__(a) _a = (a); __typeof__(b) _b = (b); _a > _b ? _a : _b; })

int main(void)
{
	int i = 3;
	int r = ({ int t = i * 2; t++; t; });
	printf("%d %d\n", r, MAX(i++, 2));
	printf("%d %g\n", i, MAX(1.5, 2));
	printf("%d\n", ({ 5; }) + ({ int i = 7; i; }) + i);
	({ i = 9; });
	return ({ ; i; });
}

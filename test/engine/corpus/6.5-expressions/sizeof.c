/* sizeof does not evaluate its operand. */
#include <stdio.h>

static int calls;
static double f(void) { calls++; return 0; }

int main(void)
{
	int i = 1;
	int v[7];
	printf("%d %d\n", (int)sizeof(i++), (int)sizeof f());
	printf("%d %d\n", i, calls);
	printf("%d %d\n", (int)sizeof v, (int)(sizeof v / sizeof *v));
	printf("%d %d\n", (int)sizeof(int[3][5]), (int)sizeof(char));
	printf("%d\n", (int)sizeof(struct { char a; short b; char c; }));
	printf("%d %d\n", (int)sizeof -i, (int)(sizeof(char) * 3));
	int *p = 0;
	printf("%d %d\n", (int)sizeof(*p), (int)sizeof(p[100]));
	return sizeof(sizeof(i)) == sizeof(unsigned long);
}

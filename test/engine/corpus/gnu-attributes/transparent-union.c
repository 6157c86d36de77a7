/* A transparent union parameter takes any of its members. */
#include <stdio.h>

typedef union { int *i; char *c; } either __attribute__((transparent_union));

static int first(either e, int kind) { return kind ? *e.c : *e.i; }

int main(void)
{
	int n = 1000;
	char c = 'x';
	printf("%d %c\n", first(&n, 0), first(&c, 1));
	return 0;
}

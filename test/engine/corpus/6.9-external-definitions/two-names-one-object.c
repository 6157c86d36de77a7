/* A union of declarations in scopes refers to one object. */
#include <stdio.h>

int table[4] = { 1, 2, 3, 4 };

static int first(void) { extern int table[]; return table[0]; }
static int size(void) { extern int table[4]; return sizeof(table); }

int main(void)
{
	extern int table[];
	table[0] = 50;
	printf("%d %d\n", first(), size());
	return 0;
}

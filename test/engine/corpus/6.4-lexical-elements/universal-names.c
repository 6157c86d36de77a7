/* Identifiers may hold universal character names and UTF-8. */
#include <stdio.h>

static int caf\u00e9 = 3;
static int über(int ñ) { return ñ + 1; }

int main(void)
{
	int α = über(café);
	printf("%d\n", α);
	return 0;
}

/* Static initialisers from compound literals and const values. */
#include <stdio.h>

static const int table[] = { 1, 2, 3 };
static const int *const rows[] = { (const int[]){ 4, 5 }, table, (int[3]){ 6 } };
static struct { int n; const char *const *names; } s = { 2, (const char *const[]){ "x", "y" } };

int main(void)
{
	printf("%d %d %d %s\n", rows[0][1], rows[1][2], rows[2][1], s.names[1]);
	return 0;
}

/* a ?: b evaluates a once. */
#include <stdio.h>

static int calls;
static int f(int n) { calls++; return n; }

int main(void)
{
	const char *none = 0;
	printf("%d %d %d\n", f(5) ?: 7, f(0) ?: 7, calls);
	printf("%s\n", none ?: "default");
	printf("%g\n", 0.0 ?: 2.5);
	int i = 0;
	int r = i++ ?: i++ ?: 10;
	printf("%d %d\n", r, i);
	unsigned char c = 200;
	printf("%d\n", (int)sizeof(c ?: c));
	return f(0) ?: f(0) ?: 3;
}

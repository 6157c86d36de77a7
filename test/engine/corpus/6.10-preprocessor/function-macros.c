/* Arguments with commas in parentheses, empty ones, and calls over lines. */
#include <stdio.h>

#define MAX(a, b) ((a) > (b) ? (a) : (b))
#define FIRST(a, b) a
#define NOTHING() 7
#define ONE(x) x + 1
#define f(x) (x * 2)

static int (f)(int x) { return x * 100; }

int main(void)
{
	printf("%d %d\n", MAX(3, MAX(9, 4)), FIRST((1, 2), 3));
	printf("%d %d\n", NOTHING(), ONE());
	printf("%d %d %d\n", f(4), (f)(4), f
		(
		5
		));
	int (*p)(int) = f;
	printf("%d\n", MAX(
		p(1),
		f (3)));
	int MAX = 4;
	return ONE(MAX) + ONE(MAX);
}

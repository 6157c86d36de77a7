/* Types are compared without their outer qualifiers. */
#include <stdio.h>

#define SAME(a, b) __builtin_types_compatible_p(a, b)

typedef int number;
struct s { int a; };

int main(void)
{
	int v[3];
	printf("%d %d %d\n", SAME(int, number), SAME(int, const int), SAME(int, unsigned));
	printf("%d %d %d\n", SAME(int *, const int *), SAME(int[], int[5]), SAME(long, int));
	printf("%d %d\n", SAME(struct s, struct s), SAME(typeof(v), typeof(&v[0])));
	printf("%d %d\n", SAME(char, signed char), SAME(int (*)(int), int (*)(number)));
	return 0;
}

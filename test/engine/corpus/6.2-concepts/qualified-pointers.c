/* Qualifiers belong to what they stand beside. */
#include <stdio.h>

int main(void)
{
	int a = 1, b = 2;
	const int *to_const = &a;
	int *const fixed = &a;
	const int *const both = &b;
	int const *const volatile *deep = &both;
	to_const = &b;
	*fixed = 10;
	printf("%d %d %d %d\n", *to_const, *fixed, *both, **deep);
	b = 30;
	printf("%d %d %d\n", *to_const, *both, **deep);
	return a;
}

/* The common type of two operands decides the result. */
#include <stdio.h>

#define KIND(e) _Generic((e), int: "int", unsigned: "unsigned", long: "long", unsigned long: "unsigned long", \
	long long: "long long", unsigned long long: "unsigned long long", float: "float", double: "double", \
	long double: "long double")

int main(void)
{
	char c = 1;
	short s = 1;
	unsigned short us = 1;
	int i = 1;
	unsigned u = 1;
	long l = 1;
	unsigned long ul = 1;
	long long ll = 1;
	float f = 1;
	printf("%s %s %s\n", KIND(c + s), KIND(us + c), KIND(i + us));
	printf("%s %s %s\n", KIND(i + u), KIND(u + l), KIND(l + ul));
	printf("%s %s %s\n", KIND(ul + ll), KIND(u + ll), KIND(ll + 1ull));
	printf("%s %s %s\n", KIND(f + i), KIND(f + 1.0), KIND(ll + f));
	printf("%s %s\n", KIND(1.0L + f), KIND(1 ? c : u));
	return 0;
}

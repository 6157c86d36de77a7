/* The type of a constant is the first one that holds it. */
#include <stdio.h>

#define KIND(e) _Generic((e), int: "int", unsigned: "unsigned", long: "long", unsigned long: "unsigned long", \
	long long: "long long", unsigned long long: "unsigned long long")

int main(void)
{
	printf("%s %s %s\n", KIND(2147483647), KIND(2147483648), KIND(0x80000000));
	printf("%s %s %s\n", KIND(0xffffffff), KIND(4294967296), KIND(037777777777));
	printf("%s %s %s\n", KIND(1u), KIND(1l), KIND(1ul));
	printf("%s %s %s\n", KIND(1ll), KIND(1LLU), KIND(0x7fffffffffffffff));
	printf("%s %s\n", KIND(0x8000000000000000), KIND(4294967295u));
	printf("%s %s\n", KIND(4294967296u), KIND('a'));
	printf("%d %d %d %d\n", 0x1F, 017, 0b101, 00);
	return 0;
}

/* Built-ins have the types that gcc says. */
#include <stdio.h>

#define T(e) _Generic((e), int: "int", long: "long", unsigned: "unsigned", unsigned long: "unsigned long", \
	long long: "long long", unsigned long long: "unsigned long long", _Bool: "bool", double: "double", \
	unsigned short: "unsigned short", default: "other")

int main(void)
{
	int i;
	printf("%s %s %s\n", T(__builtin_ffsll(1)), T(__builtin_popcountl(1)), T(__builtin_clz(1)));
	printf("%s %s\n", T(__builtin_bswap32(1)), T(__builtin_bswap16(1)));
	printf("%s %s\n", T(__builtin_expect(1, 1)), T(__builtin_add_overflow(1, 1, &i)));
	printf("%s %s\n", T(__builtin_offsetof(struct { int a; }, a)), T(__builtin_constant_p(1)));
	return 0;
}

/* _Generic chooses by type and evaluates only what it chose. */
#include <stdio.h>

#define NAME(x) _Generic((x), char: "char", signed char: "signed char", unsigned char: "unsigned char", int: "int", \
	int *: "int *", const int *: "const int *", char *: "char *", double: "double", float: "float", \
	int (*)(void): "function", default: "other")

static int f(void) { return 1; }

int main(void)
{
	int i = 0;
	const int ci = 0;
	int v[3];
	printf("%s %s %s\n", NAME('a'), NAME((char)'a'), NAME((signed char)1));
	printf("%s %s %s\n", NAME(i), NAME(ci), NAME(&ci));
	printf("%s %s %s\n", NAME(v), NAME("s"), NAME(f));
	printf("%s %s %s\n", NAME(1.0f), NAME(1.0f + 1), NAME(1L));
	int r = _Generic(i, int: 5, default: i++);
	r += _Generic(i++, long: 1, int: 2);
	printf("%d %d\n", r, i);
	return _Generic((short)1, short: 7, int: 8);
}

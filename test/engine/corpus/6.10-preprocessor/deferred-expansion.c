/* What waits for parentheses is expanded when it meets them. */
#include <stdio.h>

#define EMPTY()
#define DEFER(m) m EMPTY()
#define EXPAND(...) __VA_ARGS__
#define A() 123
#define CALL(m, args) m args
#define ADD(a, b) ((a) + (b))
#define S(x) #x
#define XS(...) S(__VA_ARGS__)
#define SPLIT 1, 2

int main(void)
{
	puts(XS(A()));
	puts(XS(DEFER(A)()));
	printf("%d %d\n", EXPAND(DEFER(A)()), CALL(ADD, (3, 4)));
	printf("%d\n", CALL(ADD, (SPLIT)));
	printf("%d\n", EXPAND(ADD EMPTY()(5, 6)));
	return 0;
}

/* Loops of macros by recursion through deferred calls. */
#include <stdio.h>

#define EVAL(...) EVAL1(EVAL1(EVAL1(__VA_ARGS__)))
#define EVAL1(...) EVAL2(EVAL2(EVAL2(__VA_ARGS__)))
#define EVAL2(...) __VA_ARGS__
#define EMPTY()
#define DEFER(x) x EMPTY EMPTY()()
#define CAT(a, ...) a ## __VA_ARGS__
#define DEC(n) CAT(DEC_, n)
#define DEC_1 0
#define DEC_2 1
#define DEC_3 2
#define DEC_4 3
#define IS_0(n) CAT(IS_0_, n)
#define IS_0_0 1
#define IS_0_1 0
#define IS_0_2 0
#define IS_0_3 0
#define IS_0_4 0
#define IF(c) CAT(IF_, c)
#define IF_1(t, f) t
#define IF_0(t, f) f
#define REPEAT(n, m) IF(IS_0(n))(, DEFER(REPEAT_AGAIN)()(DEC(n), m) m(n))
#define REPEAT_AGAIN() REPEAT
#define TERM(n) + n * n

int main(void)
{
	printf("%d\n", EVAL(REPEAT(4, TERM)));
	return 0;
}

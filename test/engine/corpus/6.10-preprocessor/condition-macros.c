/* Macros are expanded in conditions, defined is not. */
#include <stdio.h>

#define TWO 2
#define ADD(a, b) a + b
#define HAS defined TWO
#define EMPTY

int main(void)
{
#if ADD(TWO, 3) == 5 && ADD(1, 1) * 2 == 3
	puts("expanded");
#endif
#if HAS
	puts("defined in a macro");
#endif
#if EMPTY 1 EMPTY
	puts("empty");
#endif
#if ADD
	puts("never");
#else
	puts("without parentheses");
#endif
#if __INT_MAX__ == 0x7fffffff && __CHAR_BIT__ == 8
	puts("predefined");
#endif
	return 0;
}

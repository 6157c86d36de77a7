/* Enumerations are integers; theirs is unsigned unless an enumerator is negative. */
#include <stdio.h>

enum plain { RED, GREEN };
enum with_negative { MINUS = -1, ZERO };
enum large { BIG = 0xffffffffu };
enum huge { HUGE_ONE = 0x100000000LL };

int main(void)
{
	enum plain p = (enum plain)-1;
	enum with_negative n = -1;
	printf("%d %d\n", p < 0, n < 0);
	printf("%d %d\n", RED - 1 < 0, (int)sizeof(RED));
	printf("%d %d %d\n", (int)sizeof(enum plain), (int)sizeof(enum large), (int)sizeof(enum huge));
	printf("%d %lld\n", BIG == 4294967295u, (long long)HUGE_ONE);
	p = 5;
	p++;
	return p;
}

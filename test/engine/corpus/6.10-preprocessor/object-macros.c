/* Macros without parameters, redefined and undefined. */
#include <stdio.h>

#define A 1
#define B A + A
#define EMPTY
#define C (B) * 2
#define A 1

int main(void)
{
	printf("%d %d ", B * 2, C);
#undef A
#define A 5
	printf("%d %d\n", B * 2, C EMPTY);
#undef A
	int A = 9;
	return B;
}

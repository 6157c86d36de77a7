/* After __builtin_unreachable nothing needs to be returned. */
#include <stdio.h>

static int f(int n)
{
	switch (n & 3) {
	case 0: return 5;
	case 1: return 6;
	case 2: return 7;
	case 3: return 8;
	}
	__builtin_unreachable();
}

int main(void)
{
	printf("%d %d\n", f(1), f(7));
	return 0;
}

/* A case belongs to the innermost switch. */
#include <stdio.h>

static int f(int a, int b)
{
	switch (a) {
	case 1:
		switch (b) {
		case 1: return 11;
		default: break;
		case 2: return 12;
		}
		return 10;
	case 2:
		for (;;) {
			switch (b) {
			case 1: continue_here: b = 5; continue;
			case 5: break;
			default: goto out;
			}
			break;
		}
		return 20 + b;
	out:
	default:
		return 99;
	}
}

int main(void)
{
	printf("%d %d %d %d %d %d\n", f(1, 1), f(1, 2), f(1, 3), f(2, 1), f(2, 2), f(3, 0));
	return 0;
}

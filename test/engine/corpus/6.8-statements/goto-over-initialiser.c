/* A jump over a declaration leaves its variable without the value. */
#include <stdio.h>

static int f(int skip)
{
	int r = 0;
	for (int turn = 0; turn < 3; turn++) {
		if (skip && turn == 0)
			goto after;
		int x = turn * 10;
		r += x;
		goto next;
after:
		x = 7;
		r += x;
next:;
	}
	return r;
}

int main(void)
{
	printf("%d %d\n", f(0), f(1));
	return 0;
}

/* Cases inside nested blocks, ifs and other loops. */
#include <stdio.h>

static int f(int n)
{
	int r = 0;
	switch (n) {
	case 0:
		if (r) {
	case 1:
			r += 1;
		} else {
	case 2:
			r += 2;
		}
		r += 10;
		break;
		while (r < 100) {
			int inside;
	case 3:
			inside = 7;
			r += inside;
			continue;
	case 4:
			r += 50;
			break;
		}
		r += 1000;
	}
	return r;
}

int main(void)
{
	for (int i = 0; i < 6; i++)
		printf("%d ", f(i));
	putchar('\n');
	return 0;
}

/* Cases fall through, default may stand anywhere. */
#include <stdio.h>

static int f(int n)
{
	int r = 0;
	switch (n) {
	default:
		r += 100;
	case 1:
		r += 1;
		break;
	case 2:
		r += 2;
	case 3:
	case 4:
		r += 30;
		break;
	case -1:
		return -1;
	}
	return r;
}

int main(void)
{
	for (int i = -2; i < 6; i++)
		printf("%d ", f(i));
	putchar('\n');
	switch (3)
		;
	switch (3) {
		printf("never\n");
	}
	switch (1)
	case 1:
		printf("single\n");
	return 0;
}

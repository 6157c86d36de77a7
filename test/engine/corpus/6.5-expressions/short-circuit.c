/* && and || do not evaluate what they do not need. */
#include <stdio.h>

static int calls;

static int count(int value)
{
	calls++;
	return value;
}

int main(void)
{
	int r;
	r = count(0) && count(1);
	printf("%d %d\n", r, calls);
	r = count(1) || count(1);
	printf("%d %d\n", r, calls);
	r = count(1) && count(2) && count(0) && count(3);
	printf("%d %d\n", r, calls);
	r = count(0) || count(0) || count(7);
	printf("%d %d\n", r, calls);
	r = count(0) && count(1) || count(1) && count(1);
	printf("%d %d\n", r, calls);
	int i = 0;
	(i++, 0) && i++;
	(i++, 1) || i++;
	printf("%d\n", i);
	int *p = 0;
	return p && *p;
}

/* The spellings with underscores are keywords, too. */
#include <stdio.h>

static __inline__ int twice(__const__ int n) { return n * 2; }
static __inline int thrice(__volatile__ int n) { return n * 3; }

int main(void)
{
	__signed__ char c = -1;
	__typeof__(c) d = c;
	__extension__ int e = __extension__ (5);
	int *__restrict__ p = &e;
	printf("%d %d %d %d\n", twice(4), thrice(4), d, *p);
	printf("%d\n", (int)__alignof__(short));
	return 0;
}

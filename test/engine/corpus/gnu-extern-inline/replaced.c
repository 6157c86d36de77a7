/* An extern inline definition of GNU's kind gives way to a definition of the same unit. */
#include <stdio.h>

extern inline __attribute__((gnu_inline)) int count(int x) { return x + 1; }

static int early(void) { return count(10); }

int count(int x) { return x + 2; }

int main(void)
{
	printf("%d %d\n", early(), count(20));
	return 0;
}

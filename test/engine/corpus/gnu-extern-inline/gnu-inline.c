/* gnu_inline functions are only inlined. */
#include <stdio.h>

static inline __attribute__((gnu_inline, always_inline)) int twice(int n) { return n * 2; }

int main(void)
{
	printf("%d\n", twice(21));
	return 0;
}

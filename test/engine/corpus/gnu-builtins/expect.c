/* __builtin_expect gives its first operand, as a long. */
#include <stdio.h>

#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)

int main(void)
{
	int n = 7;
	if (likely(n > 5))
		puts("likely");
	if (unlikely(n & 1))
		puts("unlikely");
	printf("%d %ld %d\n", (int)(sizeof(__builtin_expect(1, 1)) == sizeof(long)), __builtin_expect(n++, 3), n);
	switch (__builtin_expect(n, 8)) {
	case 8:
		puts("eight");
	}
	return likely(0);
}

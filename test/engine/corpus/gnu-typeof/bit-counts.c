/* Macros that choose by the size of typeof. */
#include <stdio.h>

#define BITS(x) ((int)sizeof(typeof(x)) * 8)
#define IS_SIGNED(x) ((typeof(x))-1 < (typeof(x))1)
#define LARGEST(x) ((typeof(x))(IS_SIGNED(x) ? ~(1ull << (BITS(x) - 1)) : ~0ull))

int main(void)
{
	unsigned char a = 0;
	short b = 0;
	unsigned c = 0;
	long long d = 0;
	printf("%d %d %d %d\n", BITS(a), BITS(b), BITS(c), BITS(d));
	printf("%d %d %d %d\n", IS_SIGNED(a), IS_SIGNED(b), IS_SIGNED(c), IS_SIGNED(d));
	printf("%d %d %u %lld\n", LARGEST(a), LARGEST(b), LARGEST(c), LARGEST(d));
	return 0;
}

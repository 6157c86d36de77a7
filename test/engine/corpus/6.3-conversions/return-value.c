/* A returned value is converted to the function's type. */
#include <stdio.h>

static unsigned char byte(int n) { return n; }
static int whole(double d) { return d; }
static double real(int n) { return n / 2; }
static _Bool truth(int n) { return n & 4; }
static long long wide(unsigned u) { return -u; }
static short narrow(long long l) { return l; }

int main(void)
{
	printf("%d %d\n", byte(513), byte(-1));
	printf("%d %g\n", whole(-3.99), real(7));
	printf("%d %d\n", truth(12), truth(3));
	printf("%lld %d\n", wide(1), narrow(0x12348765LL));
	return 0;
}

/* Unary + promotes, unary - negates the promoted value. */
#include <stdio.h>

int main(void)
{
	unsigned char c = 200;
	unsigned short s = 65535;
	unsigned u = 5;
	float f = 0.0f;
	printf("%d %d\n", -c, +c);
	printf("%d %u\n", -s, -u);
	printf("%d %d\n", (int)sizeof(+c), (int)sizeof(-f));
	printf("%g %g\n", -f, 0 - f);
	printf("%llu %lld\n", -1ull, -(-9223372036854775807LL));
	printf("%d\n", -(char)-128);
	return 0;
}

/* The operation is in the common type, the result in the left one's. */
#include <stdio.h>

int main(void)
{
	unsigned char c = 250;
	c += 10;
	signed char s = 100;
	s *= 1.25;
	int i = 10;
	i *= 1.26;
	printf("%d %d %d\n", c, s, i);
	i = -7;
	i /= 2u;
	printf("%d\n", i);
	i = -7;
	i >>= 1ull;
	short h = -1;
	h >>= 4;
	unsigned short uh = 0xff00;
	uh <<= 4;
	printf("%d %d %d\n", i, h, uh);
	float f = 0.1f;
	f += 0.2;
	printf("%.9g\n", f);
	int k = 5;
	k -= 7.9;
	printf("%d\n", k);
	return 0;
}

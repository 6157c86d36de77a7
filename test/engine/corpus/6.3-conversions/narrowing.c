/* Assignment to a narrower type keeps the low bits. */
#include <stdio.h>

int main(void)
{
	long long wide = 0x123456789abcdef0LL;
	int i = (int)wide;
	short s = (short)wide;
	signed char c = (signed char)wide;
	unsigned char uc = (unsigned char)wide;
	unsigned u = (unsigned)(wide >> 4);
	printf("%d %d %d %d %u\n", i, s, c, uc, u);
	i = 40000;
	s = (short)i;
	c = (signed char)s;
	printf("%d %d %d\n", s, c, (unsigned short)s);
	unsigned char chain = s = i = 511;
	printf("%d %d %d\n", i, s, chain);
	return 0;
}

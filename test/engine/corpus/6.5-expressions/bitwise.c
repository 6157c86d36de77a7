/* & | ^ ~ on operands of different widths and signs. */
#include <stdio.h>

int main(void)
{
	signed char c = -2;
	unsigned char uc = 0xf0;
	int i = 0x0ff0;
	unsigned u = 0xff00ff00;
	long long l = -1;
	printf("%x %x %x\n", c & uc, c | uc, c ^ uc);
	printf("%x %x\n", i & u, (unsigned)(i | c));
	printf("%llx %llx\n", l ^ u, l & c);
	printf("%x %llx %x\n", ~i, ~0ull >> 4, (unsigned char)~uc);
	u &= ~(1u << 31);
	u |= 1;
	u ^= 0xffff;
	printf("%x\n", u);
	printf("%d\n", ~uc == ~(int)uc);
	return 0;
}

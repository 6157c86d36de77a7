/* Fields in a union share the lowest bits. */
#include <stdio.h>

union u {
	unsigned whole;
	unsigned low : 4;
	int sign : 4;
	struct { unsigned a : 8, b : 8, c : 16; } parts;
};

int main(void)
{
	union u u = { 0x1234567f };
	printf("%x %d %x %x %x\n", u.low, u.sign, u.parts.a, u.parts.b, u.parts.c);
	u.low = 8;
	printf("%x %d\n", u.whole, u.sign);
	u.parts.b = 0xff;
	u.sign = 3;
	printf("%x %d\n", u.whole, (int)sizeof(u));
	return 0;
}

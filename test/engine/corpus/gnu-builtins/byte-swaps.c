/* bswap16, 32 and 64. */
#include <stdio.h>

int main(void)
{
	volatile unsigned short a = 0x1234;
	volatile unsigned b = 0x12345678;
	volatile unsigned long long c = 0x123456789abcdef0;
	printf("%x %x %llx\n", __builtin_bswap16(a), __builtin_bswap32(b), (unsigned long long)__builtin_bswap64(c));
	printf("%x %x\n", __builtin_bswap16(0xabcd), __builtin_bswap32(1));
	printf("%d\n", (int)sizeof(__builtin_bswap16(1)));
	return 0;
}

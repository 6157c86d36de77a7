/* Left shifts, up to the width less one, of the promoted left operand. */
#include <stdio.h>

int main(void)
{
	unsigned char c = 0x81;
	unsigned long long w = 1;
	printf("%d %d\n", c << 1, (unsigned char)(c << 1));
	printf("%u %u\n", 1u << 31, 3u << 31);
	printf("%llx %llx\n", w << 63, w << 32);
	printf("%llx\n", 1 << 4LL | w << 40);
	for (int i = 0; i < 32; i += 5)
		printf("%x ", 0xdeadbeefu << i);
	putchar('\n');
	for (unsigned long i = 0; i < 64; i += 9)
		printf("%llx ", 0xfedcba9876543210ull << i);
	putchar('\n');
	printf("%d\n", (int)sizeof(c << w));
	return 0;
}

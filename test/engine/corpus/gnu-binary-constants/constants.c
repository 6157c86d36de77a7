/* 0b constants, with suffixes. */
#include <stdio.h>

int main(void)
{
	printf("%d %u %llx\n", 0b1011, 0B11u, 0b1111000011110000111100001111000011110000ull);
	printf("%d %d\n", 0b0, (int)sizeof(0b11111111111111111111111111111111));
	return 0b101;
}

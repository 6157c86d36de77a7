/* The exit status is the low byte of what main returns. */
#include <stdio.h>

int main(void)
{
	printf("leaving\n");
	return 0x12345;
}

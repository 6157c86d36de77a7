/* ++ on a char or short wraps at its own width. */
#include <stdio.h>

int main(void)
{
	signed char c = 127;
	unsigned char uc = 0;
	short s = -32768;
	unsigned short us = 65535;
	int r;
	r = c++;
	printf("%d %d\n", r, c);
	r = --uc;
	printf("%d %d\n", r, uc);
	r = s--;
	printf("%d %d\n", r, s);
	r = ++us;
	printf("%d %d\n", r, us);
	return 0;
}

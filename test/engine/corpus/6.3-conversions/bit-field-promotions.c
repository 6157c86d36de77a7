/* A bit-field narrower than int is promoted to int, a full unsigned one is not. */
#include <stdio.h>

struct s {
	unsigned int narrow : 31;
	unsigned int full : 32;
	signed int sign : 3;
	unsigned long long wide : 40;
	_Bool flag : 1;
};

int main(void)
{
	struct s x = { 0, 0, -1, 0, 1 };
	printf("%d %d\n", x.narrow - 1 < 0, x.full - 1 < 0);
	printf("%d %d\n", x.sign < 0u, x.sign + 0 < 0);
	printf("%d\n", -x.flag);
	x.narrow = 0x7fffffff;
	printf("%d\n", x.narrow > -1);
	x.full = 0xffffffff;
	printf("%d\n", x.full > -1);
	printf("%d\n", ~x.flag);
	return 0;
}

/* Anything unequal to zero becomes 1. */
#include <stdio.h>

int main(void)
{
	_Bool a = 256, b = 0.25, c = -0.0, d = (void *)0, e = &a, f = 0x100000000LL, g = 1e-300f;
	printf("%d %d %d %d %d %d %d\n", a, b, c, d, e, f, g);
	a += 5;
	b -= 1;
	c--;
	d++;
	e ^= 3;
	printf("%d %d %d %d %d\n", a, b, c, d, e);
	f = f << 3;
	printf("%d %d\n", f, (int)sizeof(f));
	return (_Bool)0.5 + (_Bool)"";
}

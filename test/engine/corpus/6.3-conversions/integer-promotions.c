/* Narrow operands are computed as int. */
#include <stdio.h>

int main(void)
{
	unsigned char a = 200, b = 100;
	signed char c = -1;
	unsigned short s = 65535;
	_Bool t = 1;
	printf("%d %d %d\n", a + b, (unsigned char)(a + b), a - b * 3);
	printf("%d %d %d\n", ~a, -s, ~c);
	printf("%d %d %d\n", s * 2, s + 1, c >> 1);
	printf("%d %d %d\n", t + t, -t, ~t);
	printf("%d %d\n", (int)sizeof(a + b), (int)sizeof(+s));
	printf("%d\n", a << 4);
	return 0;
}

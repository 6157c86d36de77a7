/* The value of assigning a bit-field is the truncated one. */
#include <stdio.h>

struct s {
	signed a : 4;
	unsigned b : 4;
	_Bool c : 1;
	signed long long d : 37;
};

int main(void)
{
	struct s s = { 0 };
	printf("%d %d %d\n", s.a = 9, s.b = 0x1f, s.c = 8);
	long long l = s.d = 0x1f00000000LL;
	printf("%lld\n", l);
	printf("%d %d\n", s.a++, ++s.a);
	printf("%d %d\n", s.b += 3, s.a);
	printf("%d\n", s.a *= 3);
	printf("%d %d\n", s.c--, s.c);
	printf("%lld\n", (long long)(s.d |= 1));
	return s.b;
}

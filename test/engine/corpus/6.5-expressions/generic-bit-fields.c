/* The type of a bit-field that is narrower than its declared type is compatible with none that has a name. */
#include <stdio.h>

struct fields { unsigned char a : 5; unsigned b : 32; int c : 31; unsigned long long d : 40; _Bool e : 1; unsigned char f : 8; } v;

#define TYPE(x) \
	printf("%s: %d\n", #x, _Generic(x, _Bool: 1, char: 2, signed char: 3, unsigned char: 4, short: 5, unsigned short: 6, \
		int: 7, unsigned: 8, long: 9, unsigned long: 10, long long: 11, unsigned long long: 12, default: 0))

int main(void)
{
	TYPE(v.a);
	TYPE(v.b);
	TYPE(v.c);
	TYPE(v.d);
	TYPE(v.e);
	TYPE(v.f);
	TYPE(v.a++);
	TYPE(++v.a);
	TYPE(v.a += 1);
	TYPE(v.f++);
	TYPE((0, v.a));
	TYPE(({ v.a; }));
	TYPE(({ v.d; }));
	TYPE(1 ? v.a : v.a);
	TYPE(v.a + 1);
	TYPE(v.d + 1);
	TYPE(-v.d);
	TYPE(v.d + 1ull);
	TYPE(!v.d);
	TYPE((unsigned char)v.a);
	return 0;
}

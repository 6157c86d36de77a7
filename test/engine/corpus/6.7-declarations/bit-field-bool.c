/* A _Bool field holds one truth value. */
#include <stdio.h>

struct s { _Bool a : 1, b : 1; unsigned c : 6; _Bool d; };

int main(void)
{
	struct s s = { 0 };
	s.a = 2;
	s.b = 0.5;
	s.c = 0x7f;
	s.d = s.a && s.c;
	printf("%d %d %d %d %d\n", s.a, s.b, s.c, s.d, (int)sizeof(s));
	s.a ^= 1;
	s.b &= 2;
	s.d -= 2;
	printf("%d %d %d\n", s.a, s.b, s.d);
	return s.a + s.b * 2;
}

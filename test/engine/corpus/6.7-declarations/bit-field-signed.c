/* Signed bit-fields are extended, plain int ones are signed. */
#include <stdio.h>

struct s { int a : 1; signed b : 2; unsigned c : 2; int d : 7; short e : 9; signed char f : 4; };

int main(void)
{
	struct s s;
	for (int i = -3; i < 4; i++) {
		s.a = i;
		s.b = i;
		s.c = i;
		s.d = i * 30;
		s.e = i * 100;
		s.f = i * 3;
		printf("%d %d %d %d %d %d\n", s.a, s.b, s.c, s.d, s.e, s.f);
	}
	return 0;
}

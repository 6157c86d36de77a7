/* Writing a field leaves its neighbours alone. */
#include <stdio.h>

struct s { unsigned char before; unsigned a : 4, b : 12, c : 1, d : 15; unsigned char after; };

int main(void)
{
	struct s s = { 0xaa, 0, 0, 0, 0, 0x55 };
	for (unsigned i = 0; i < 6; i++) {
		s.b = 0xfff >> i;
		s.d = s.b * 9;
		s.c = ~s.c;
		s.a += 7;
		printf("%x %x %x %x %x %x\n", s.before, s.a, s.b, s.c, s.d, s.after);
	}
	return 0;
}

/* {} makes everything zero. */
#include <stdio.h>

struct s { int a[3]; struct { double d; void *p; } in; };

int main(void)
{
	struct s s = {};
	int v[4] = {};
	struct s many[2] = { {}, { {}, { 1.5 } } };
	int n = (int[2]){}[1];
	printf("%d %d %g %d %g %d\n", s.a[2], v[3], s.in.d, !s.in.p, many[1].in.d, n);
	s = (struct s){ { 1 } };
	s = (struct s){};
	return s.a[0];
}

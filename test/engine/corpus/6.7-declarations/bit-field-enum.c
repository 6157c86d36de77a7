/* Fields of an enumeration's type. */
#include <stdio.h>

enum colour { RED, GREEN, BLUE, NONE = 7 };
enum level { LOW = -4, HIGH = 3 };

struct s { enum colour c : 3; enum level l : 3; unsigned n : 2; };

int main(void)
{
	struct s s = { BLUE, LOW, 3 };
	printf("%d %d %d\n", s.c, s.l, s.n);
	s.c = NONE;
	s.l = HIGH;
	printf("%d %d %d\n", s.c == NONE, s.l, s.n);
	s.l++;
	switch (s.c) {
	case NONE:
		return s.l == LOW ? 4 : 5;
	default:
		return 1;
	}
}

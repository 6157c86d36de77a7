/* Members of unnamed structs and unions are the outer one's own. */
#include <stddef.h>
#include <stdio.h>

struct s {
	int kind;
	union {
		struct { short low, high; };
		int whole;
		unsigned char bytes[4];
	};
	struct { int deep; };
};

int main(void)
{
	struct s s = { 1, { .whole = 0x00020001 }, { 5 } };
	printf("%d %d %d %d\n", s.low, s.high, s.bytes[2], s.deep);
	s.high = -1;
	printf("%x %d\n", s.whole, (int)offsetof(struct s, high));
	struct s t = { .low = 7, .deep = 8 };
	printf("%d %d %d\n", t.whole, t.deep, (int)offsetof(struct s, deep));
	return (&t)->low;
}

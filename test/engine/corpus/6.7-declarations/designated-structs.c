/* Members by name, in any order; the rest are zero. */
#include <stdio.h>

struct in { int x, y; };
struct s { int a; struct in in; const char *name; struct in pair[2]; double d; };

int main(void)
{
	struct s s = { .name = "n", .in.y = 5, .a = 1, .pair[1] = { .y = 9 }, .pair[0].x = 3, .d = 1.5 };
	printf("%d %d %d %s %d %d %g\n", s.a, s.in.x, s.in.y, s.name, s.pair[0].x, s.pair[1].y, s.d);
	struct s t = { .in = { 1 }, "after", 8, .a = 4, { 6, 7 }, .d = 2 };
	printf("%d %d %d %s %d %g\n", t.a, t.in.x, t.in.y, t.name ? t.name : "none", t.pair[0].x, t.d);
	struct s u = { .a = 1, .a = 2, .in = { 1, 2 }, .in.x = 8 };
	printf("%d %d %d\n", u.a, u.in.x, u.in.y);
	return 0;
}

/* A struct among the initialisers fills a whole member. */
#include <stdio.h>

struct p { int x, y; };
struct s { struct p a, b; int n; };

static struct p make(int x) { return (struct p){ x, -x }; }

int main(void)
{
	struct p p = { 1, 2 };
	struct s s = { p, make(7), 3 };
	struct s t = { .b = p, 5, .a = make(9) };
	struct s u = { p.x, p.y, p, 6 };
	printf("%d %d %d %d %d\n", s.a.x, s.a.y, s.b.x, s.b.y, s.n);
	printf("%d %d %d\n", t.a.y, t.b.y, t.n);
	printf("%d %d %d %d\n", u.a.y, u.b.x, u.b.y, u.n);
	struct s v[2] = { [1] = s, [0].b = make(3) };
	return v[1].n + v[0].b.x;
}

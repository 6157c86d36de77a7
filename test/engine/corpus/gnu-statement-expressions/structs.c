/* A struct as the value, and its members. */
#include <stdio.h>

struct p { int x, y; int v[3]; };

int main(void)
{
	struct p a = { 1, 2, { 3, 4, 5 } };
	struct p b = ({ struct p t = a; t.x += 10; t; });
	printf("%d %d %d\n", b.x, ({ b; }).y, ({ struct p t = b; t.v[1]++; t; }).v[1]);
	struct p *q = &a;
	printf("%d\n", (*({ q->y++; q; })).y);
	return ({ a; }).v[2];
}

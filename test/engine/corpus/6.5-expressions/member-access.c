/* . and -> through nesting, arrays and pointers. */
#include <stdio.h>

struct leaf { int v; };
struct node { struct leaf leaf[2], *extern_leaf; struct node *next; };

int main(void)
{
	struct leaf other = { 77 };
	struct node b = { { { 3 }, { 4 } }, &other, 0 };
	struct node a = { { { 1 }, { 2 } }, &other, &b };
	struct node *p = &a, **pp = &p;
	printf("%d %d %d\n", a.leaf[1].v, p->leaf->v, (*pp)->next->leaf[1].v);
	p->next->extern_leaf->v = 78;
	(&a)->next->leaf[0].v += (*p).leaf[0].v;
	printf("%d %d %d\n", other.v, b.leaf->v, (p->leaf + 1)->v);
	return (*a.next).leaf[1].v;
}

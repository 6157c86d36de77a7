/* Pointers to types that are completed later, or never. */
#include <stdio.h>

struct never;
struct node;
typedef struct node *link;
extern int table[];

static int sum(link);

struct node { int value; link next; };

static struct never *pass(struct never *p)
{
	return p;
}

int main(void)
{
	struct node b = { 2, 0 }, a = { 1, &b };
	printf("%d %d %d\n", sum(&a), table[1], pass((struct never *)&a) == (struct never *)&a);
	return 0;
}

static int sum(link l)
{
	return l ? l->value + sum(l->next) : 0;
}

int table[] = { 5, 6, 7 };

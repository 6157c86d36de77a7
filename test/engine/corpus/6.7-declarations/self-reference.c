/* A declaration's name is in scope in its own initialiser. */
#include <stdio.h>

static void *self = &self;

struct list { struct list *next, *prev; };
static struct list head = { &head, &head };

int main(void)
{
	int size = sizeof(size);
	void *p = &p;
	struct list local = { .next = &local, .prev = &local };
	enum { A = 1, B = A + 1 };
	printf("%d %d %d %d %d\n", self == &self, head.next->prev == &head, size, p == &p, local.next == local.prev);
	return B;
}

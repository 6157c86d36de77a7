/* container_of, min and the like, as the kernel has them. */
#include <stddef.h>
#include <stdio.h>

#define container_of(ptr, type, member) ({ \
	void *__mptr = (void *)(ptr); \
	_Static_assert(__builtin_types_compatible_p(__typeof__(*(ptr)), __typeof__(((type *)0)->member)), "type"); \
	((type *)(__mptr - offsetof(type, member))); })
#define min(x, y) ({ \
	__typeof__(x) _x = (x); \
	__typeof__(y) _y = (y); \
	(void)(&_x == &_y); \
	_x < _y ? _x : _y; })

struct link { struct link *next; };
struct item { int value; struct link link; };

int main(void)
{
	struct item a = { 1 }, b = { 2 };
	a.link.next = &b.link;
	b.link.next = 0;
	int sum = 0;
	for (struct link *l = &a.link; l; l = l->next)
		sum += container_of(l, struct item, link)->value;
	printf("%d %d\n", sum, min(sum, 2 + 5));
	return 0;
}

/* Static initialisers with addresses, offsets and differences. */
#include <stdio.h>

struct s { int a, b[4]; };

static struct s s = { 1, { 2, 3, 4, 5 } };
static int *p = &s.b[2];
static int *q = (int *)&s + 1;
static char *c = "hello" + 1;
static int (*f)(const char *, ...) = printf;
static struct s *self = &s, **deep = &self;
static void *v = &((struct s *)0)->b[0] == 0 ? (void *)&s : (void *)&p;
static int *end = s.b + 4, *last = &s.b[4] - 1;
static const char *const names[] = { "a", "bc", &"xyz"[1] };
static unsigned long size = (unsigned long)&((struct s *)0)->b[1];

int main(void)
{
	printf("%d %d %s\n", *p, *q, c);
	f("%d %d %d\n", (*deep)->a, v == &p, (int)(end - last));
	printf("%s %lu\n", names[2], size);
	return 0;
}

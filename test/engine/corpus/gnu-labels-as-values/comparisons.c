/* Addresses of labels are compared, passed around and kept in structs. */
#include <stdio.h>

struct step { void *where; int amount; };

static int f(int n)
{
	struct step steps[] = { { &&first, 1 }, { &&second, 20 }, { &&stop, 300 } };
	struct step *s = &steps[n];
	int r = 0;
again:
	goto *s->where;
first:
	r += s++->amount;
	goto again;
second:
	r += s++->amount;
	if (s->where == &&stop)
		r += 5000;
	goto *s->where;
stop:
	return r + s->amount;
}

int main(void)
{
	printf("%d %d %d\n", f(0), f(1), f(2));
	return 0;
}

/* A callback gets its context through void *. */
#include <stdio.h>

struct total { int sum, count; };

static void each(const int *v, int n, void (*f)(int, void *), void *context)
{
	for (int i = 0; i < n; i++)
		f(v[i], context);
}

static void add(int value, void *context)
{
	struct total *t = context;
	t->sum += value;
	t->count++;
}

static void largest(int value, void *context)
{
	if (value > *(int *)context)
		*(int *)context = value;
}

int main(void)
{
	int v[] = { 3, 1, 4, 1, 5, 9, 2, 6 };
	struct total t = { 0 };
	int most = 0;
	each(v, 8, add, &t);
	each(v, 8, largest, &most);
	printf("%d %d %d\n", t.sum, t.count, most);
	return 0;
}

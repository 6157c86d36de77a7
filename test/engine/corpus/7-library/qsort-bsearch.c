/* Sorting and searching with a comparison of one's own. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct entry { char name[8]; int value; };

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct entry *)a)->name, ((const struct entry *)b)->name);
}

static int descending(const void *a, const void *b)
{
	int x = *(const int *)a, y = *(const int *)b;
	return (y > x) - (y < x);
}

int main(void)
{
	struct entry e[] = { { "pear", 1 }, { "apple", 2 }, { "fig", 3 }, { "lemon", 4 }, { "kiwi", 5 } };
	int v[100];
	for (int i = 0; i < 100; i++)
		v[i] = i * 7919 % 1009;
	qsort(e, 5, sizeof(*e), by_name);
	qsort(v, 100, sizeof(*v), descending);
	for (int i = 0; i < 5; i++)
		printf("%s %d ", e[i].name, e[i].value);
	printf("%d %d %d\n", v[0], v[50], v[99]);
	struct entry key = { "kiwi" }, none = { "plum" };
	struct entry *found = bsearch(&key, e, 5, sizeof(*e), by_name);
	printf("%d %d\n", found->value, bsearch(&none, e, 5, sizeof(*e), by_name) == 0);
	return 0;
}

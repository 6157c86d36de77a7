/* Through three levels of pointers. */
#include <stdio.h>

static void set(char ***where, char **to) { *where = to; }

int main(void)
{
	char *words[] = { "zero", "one", "two", 0 };
	char **p = words, ***pp = &p;
	printf("%s %c %s\n", **pp, (**pp)[1], *(*pp + 2));
	set(pp, words + 1);
	printf("%s %c\n", *p, *(*p + 2));
	int n = 0;
	for (char **q = words; *q; q++)
		for (char *c = *q; *c; c++)
			n += *c == 'o';
	return n;
}

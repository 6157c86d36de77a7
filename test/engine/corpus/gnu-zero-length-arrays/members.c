/* Arrays of length zero, last and in between. */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

struct a { int n; char data[0]; };
struct b { char c; int align[0]; char d; };
struct group { char c; struct {} start; short s; int i; struct {} end; };

int main(void)
{
	struct a *p = malloc(sizeof(*p) + 5);
	for (int i = 0; i < 5; i++)
		p->data[i] = 'a' + i;
	printf("%d %.5s\n", (int)sizeof(struct a), p->data);
	free(p);
	printf("%d %d %d\n", (int)sizeof(struct b), (int)offsetof(struct b, d), (int)sizeof(int[0]));
	printf("%d %d\n", (int)offsetof(struct group, start), (int)offsetof(struct group, end));
	return 0;
}

/* Pointers to void and to functions count bytes. */
#include <stdio.h>

static int f(void) { return 1; }

int main(void)
{
	int v[4] = { 1, 2, 3, 4 };
	void *p = v;
	p += sizeof(int);
	printf("%d %d\n", *(int *)p, *(int *)(p + 2 * sizeof(int)));
	printf("%d %d\n", (int)(p - (void *)v), (int)sizeof(void));
	p++;
	p--;
	printf("%d %d\n", *(int *)p, (int)sizeof(*p));
	printf("%d %d\n", (int)sizeof(f), (int)_Alignof(void));
	return 0;
}

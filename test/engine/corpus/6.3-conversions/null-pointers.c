/* Every null pointer is equal, whatever its type and spelling. */
#include <stddef.h>
#include <stdio.h>

static int f(void) { return 1; }

int main(void)
{
	int *p = 0;
	char *q = NULL;
	void *v = (void *)(1 - 1);
	int (*fp)(void) = 0;
	enum { ZERO };
	long *l = ZERO;
	printf("%d %d %d %d %d\n", !p, q == 0, v == NULL, !fp, l == '\0');
	printf("%d %d\n", v == p, (void *)q == v);
	fp = f;
	printf("%d %d\n", fp != NULL, fp ? fp() : 0);
	return p ? 1 : 2;
}

/* restrict changes nothing in what runs. */
#include <stdio.h>

static void add(int *restrict to, const int *restrict from, int n)
{
	while (n--)
		*to++ += *from++;
}

static int first(int v[restrict static 2]) { return v[0] + v[1]; }

int main(void)
{
	int a[3] = { 1, 2, 3 }, b[3] = { 10, 20, 30 };
	add(a, b, 3);
	printf("%d %d %d %d\n", a[0], a[1], a[2], first(b));
	return 0;
}

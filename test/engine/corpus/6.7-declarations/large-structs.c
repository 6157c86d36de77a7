/* A struct of kilobytes is assigned, passed and returned. */
#include <stdio.h>

struct big { int v[600]; };

static struct big fill(int n)
{
	struct big b;
	for (int i = 0; i < 600; i++)
		b.v[i] = i * n;
	return b;
}

static int last(struct big b, int i)
{
	b.v[0] = 1000000;
	return b.v[i];
}

int main(void)
{
	struct big a = fill(2), b = a;
	a.v[599]++;
	printf("%d %d %d %d\n", a.v[599], b.v[599], last(a, 598), a.v[0]);
	printf("%d\n", fill(5).v[100]);
	return 0;
}

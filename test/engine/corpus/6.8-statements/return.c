/* A return leaves loops and blocks; main without one returns 0. */
#include <stdio.h>

static int find(const int *v, int n, int what)
{
	for (int i = 0; i < n; i++) {
		{
			int here = v[i];
			if (here == what)
				return i;
		}
	}
	return -1;
}

static void nothing(int *p)
{
	if (*p > 3)
		return;
	(*p)++;
}

int main(void)
{
	int v[] = { 5, 3, 8 }, n = 3;
	nothing(&n);
	nothing(&n);
	printf("%d %d %d\n", find(v, 3, 8), find(v, 3, 9), n);
}

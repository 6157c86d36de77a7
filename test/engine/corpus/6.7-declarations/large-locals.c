/* Local objects of tens of kilobytes, in functions that call each other. */
#include <stdio.h>

struct big { int v[10000]; };

static int sum(const int *v, int n)
{
	int s = 0;
	while (n--)
		s += *v++;
	return s;
}

static int fill(int n)
{
	int v[20000] = { [19999] = n };
	struct big b = { { n, n } }, c = b;
	c.v[9999] = 5;
	return sum(v, 20000) + sum(c.v, 10000) + (n > 0 ? fill(n - 1) : 0);
}

int main(void)
{
	char text[70000];
	for (int i = 0; i < 70000; i++)
		text[i] = (char)i;
	printf("%d %d\n", fill(3), text[69999]);
	return 0;
}

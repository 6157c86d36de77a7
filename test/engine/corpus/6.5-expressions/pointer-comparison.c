/* Pointers into one array compare by position. */
#include <stdio.h>

struct s { int a, b; };

int main(void)
{
	int v[5];
	int *p = &v[1], *end = v + 5;
	struct s s;
	printf("%d %d %d\n", p < end, p >= end, p <= p);
	printf("%d %d\n", &s.a < &s.b, (void *)&s == (void *)&s.a);
	int n = 0;
	for (p = v; p != end; p++)
		n++;
	for (p = end; p-- > v;)
		n += 10;
	printf("%d\n", n);
	return 0;
}

/* In a loop a compound literal is made anew each time. */
#include <stdio.h>

int main(void)
{
	int *last = 0;
	int sum = 0;
	for (int i = 0; i < 4; i++) {
		int *p = (int[2]){ i };
		p[1] += i * 10;
		sum += p[0] + p[1];
		last = p;
		sum += *last;
	}
	printf("%d\n", sum);
	int n = 0;
again:;
	struct { int v; } *s = (void *)&(struct { int v; }){ n };
	s->v += 5;
	printf("%d\n", s->v);
	if (++n < 3)
		goto again;
	return 0;
}

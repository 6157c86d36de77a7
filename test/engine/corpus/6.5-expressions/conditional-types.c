/* The type of ?: is common to both sides, whichever is taken. */
#include <stdio.h>

int main(void)
{
	int one = 1, zero = 0;
	unsigned u = 5;
	char c = -1;
	printf("%d\n", (one ? -1 : u) > 0);
	printf("%d\n", (one ? -1 : 0) > 0);
	printf("%g\n", (one ? 1 : 2.5) / 2);
	printf("%d %d\n", (int)sizeof(one ? c : c), (int)sizeof(one ? c : 1LL));
	int v[2] = { 7, 8 };
	int *p = zero ? 0 : v;
	const int *q = one ? p + 1 : (void *)0;
	printf("%d %d\n", *p, *q);
	void *e = zero ? (void *)p : q;
	printf("%d\n", e == q);
	one ? (void)zero++ : (void)one++;
	printf("%d %d\n", zero, one);
	return 0;
}

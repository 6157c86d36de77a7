/* Structs and unions without members have size zero. */
#include <stdio.h>

struct e {};
union u {};
struct s { int a; struct e e; int b; };

static struct e pass(struct e e, int *n) { (*n)++; return e; }

int main(void)
{
	struct e a = {}, b;
	int n = 0;
	b = pass(a, &n);
	a = b;
	struct s s = { 1, {}, 2 };
	struct e v[10];
	printf("%d %d %d %d %d\n", (int)sizeof(a), (int)sizeof(union u), (int)sizeof(s), (int)sizeof(v), n);
	printf("%d %d\n", s.b, (int)((char *)&s.b - (char *)&s.e));
	return 0;
}

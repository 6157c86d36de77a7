/* const objects, members and pointers to them. */
#include <stdio.h>

struct s { const int fixed; int free; };
static const int table[] = { 1, 4, 9 };
static const struct s shared = { 5, 6 };

int main(void)
{
	const int n = 3;
	struct s s = { n, 1 };
	s.free += s.fixed;
	const struct s *p = &s;
	const char *const words[] = { "a", "b" };
	int sum = 0;
	for (const int *q = table; q < table + n; q++)
		sum += *q;
	printf("%d %d %d %s\n", sum, p->free, shared.free, words[1]);
	return 0;
}

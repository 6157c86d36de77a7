/* offsetof is a constant, of nested members and elements too. */
#include <stddef.h>
#include <stdio.h>

struct in { char c; double d[3]; };
struct out { char c; struct in in[2]; short s; };

static int v[offsetof(struct out, in)];
enum { ELEMENT = offsetof(struct out, in[1].d[2]), LAST = offsetof(struct out, s) };

int main(void)
{
	printf("%d %d %d\n", (int)(sizeof(v) / sizeof(*v)), ELEMENT, LAST);
	printf("%d\n", (int)offsetof(struct in, d));
	int i = 1;
	printf("%d\n", (int)offsetof(struct out, in[i].c));
	return 0;
}

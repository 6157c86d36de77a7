/* __builtin_offsetof with members, elements and nesting. */
#include <stdio.h>

struct s { char c; struct { short s; int v[4]; } in[3]; double d; };

int main(void)
{
	printf("%d %d\n", (int)__builtin_offsetof(struct s, in), (int)__builtin_offsetof(struct s, in[2].v[1]));
	printf("%d\n", (int)__builtin_offsetof(struct s, d));
	int k = 2;
	printf("%d\n", (int)__builtin_offsetof(struct s, in[k].v[k]));
	return 0;
}

/* ?: chooses between structs and between strings. */
#include <stdio.h>

struct s { int a[3]; char c; };

static struct s make(int n)
{
	struct s r = { { n, n + 1, n + 2 }, 'm' };
	return r;
}

int main(void)
{
	struct s x = { { 1, 2, 3 }, 'x' }, y = { { 4, 5, 6 }, 'y' };
	for (int i = 0; i < 3; i++) {
		struct s z = i == 0 ? x : i == 1 ? y : make(9);
		printf("%d %c\n", z.a[1], z.c);
	}
	printf("%s %d\n", 1 ? "yes" : "no", (0 ? x : make(20)).a[2]);
	return (x.c == 'x' ? &x : &y)->a[0];
}

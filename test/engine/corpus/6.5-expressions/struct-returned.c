/* Members of a returned struct, arrays included, without a variable. */
#include <stdio.h>

struct s { int a[4]; struct { double d; } in; };

static struct s make(int n)
{
	return (struct s){ { n, n * 2, n * 3, n * 4 }, { n / 2.0 } };
}

static struct s chain(struct s s)
{
	s.a[0]++;
	return s;
}

int main(void)
{
	printf("%d %g\n", make(5).a[2], make(3).in.d);
	printf("%d\n", chain(chain(chain(make(7)))).a[0]);
	int sum = 0;
	for (int i = 0; i < 4; i++)
		sum += make(i).a[i] * chain(make(i)).a[0];
	printf("%d\n", sum);
	return make(1).a[3] + make(2).a[0];
}

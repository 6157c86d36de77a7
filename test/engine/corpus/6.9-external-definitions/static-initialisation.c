/* Objects with static storage are zero before main. */
#include <stdio.h>

static int zero[4];
int *pointer;
static struct { int a; double d; char *s; } record;
static union { char c; long long l; } u;
static double matrix[2][2];

int main(void)
{
	static int local[2];
	printf("%d %d %d %g %d\n", zero[3], !pointer, record.a, record.d, !record.s);
	printf("%lld %g %d\n", u.l, matrix[1][1], local[1]);
	return 0;
}

/* A variable may take a type's name in an inner scope. */
#include <stdio.h>

typedef long T;
typedef struct { int v; } S;

static int f(T T) { return (int)T + 1; }

int main(void)
{
	T a = 1;
	int T = 5;
	int b = T * 3;
	printf("%ld %d %d\n", a, b, f(8));
	{
		S S = { 3 };
		printf("%d %d\n", S.v, (int)sizeof(S));
	}
	enum { S = 12 };
	printf("%d\n", S);
	return 0;
}

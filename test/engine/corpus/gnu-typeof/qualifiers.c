/* typeof keeps qualifiers of objects, arithmetic drops them. */
#include <stdio.h>

#define IS_CONST(x) _Generic(&(x), const int *: 1, int *: 0, default: 2)

int main(void)
{
	const int c = 1;
	typeof(c) d = 2;
	typeof(c + 0) e = 3;
	typeof(({ c; })) f = 4;
	__auto_type g = c;
	e++;
	f++;
	g++;
	printf("%d %d %d %d\n", IS_CONST(d), IS_CONST(e), IS_CONST(f), IS_CONST(g));
	volatile int v = 5;
	typeof(v) w = v;
	w++;
	printf("%d %d %d %d\n", e, f, g, w);
	return 0;
}

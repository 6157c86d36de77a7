/* typeof takes an expression's type without evaluating it. */
#include <stdio.h>

int main(void)
{
	int i = 1;
	typeof(i++) j = 300;
	typeof(i) *p = &j;
	__typeof__(*p) k = *p + 1;
	typeof("text") s;
	typeof(i + 1.0) d = 0.5;
	__typeof(&i) q = p;
	printf("%d %d %d %d %g %d\n", i, j, k, (int)sizeof(s), d, *q);
	typeof(main) *f = main;
	printf("%d %d\n", f == main, (int)sizeof(typeof((char)1)));
	return 0;
}

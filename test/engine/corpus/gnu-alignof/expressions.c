/* __alignof__ of expressions and its preferred values. */
#include <stdio.h>

struct s { char c; long long l; };
static char aligned[3] __attribute__((aligned(32)));

int main(void)
{
	struct s s;
	printf("%d %d\n", (int)__alignof__(s), (int)__alignof__(s.l));
	printf("%d %d\n", (int)__alignof__(long long), (int)_Alignof(long long));
	printf("%d %d\n", (int)__alignof__(double), (int)_Alignof(double));
	printf("%d %d\n", (int)__alignof__(aligned), (int)__alignof__(aligned[0]));
	return 0;
}

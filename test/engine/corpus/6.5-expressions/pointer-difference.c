/* The difference of two pointers counts elements and is signed. */
#include <stddef.h>
#include <stdio.h>

struct big { char c[24]; };

int main(void)
{
	int a[10];
	struct big b[5];
	double m[3][4];
	ptrdiff_t d = &a[2] - &a[7];
	printf("%d %d\n", (int)d, (int)(&a[10] - a));
	printf("%d %d\n", (int)(&b[4] - &b[1]), (int)(&b[1] - &b[4]));
	printf("%d %d\n", (int)(m[2] - m[0]), (int)(&m[2] - &m[0]));
	printf("%d\n", (int)((char *)&b[3] - (char *)&b[1]));
	printf("%d %d\n", (int)sizeof(d), (&a[0] - &a[1]) < 0);
	return 0;
}

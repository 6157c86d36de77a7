/* Adding an integer moves a pointer by elements. */
#include <stdio.h>

int main(void)
{
	short v[8] = { 0, 1, 2, 3, 4, 5, 6, 7 };
	short *p = v + 3;
	unsigned char step = 2;
	signed char back = -3;
	long long far = 4;
	printf("%d %d %d\n", *(p + step), *(back + p), p[far]);
	p += back;
	printf("%d\n", *p);
	p -= -5;
	printf("%d\n", *p);
	int (*rows)[2] = (int (*)[2])(int[]){ 1, 2, 3, 4, 5, 6 };
	rows++;
	printf("%d %d\n", (*rows)[1], rows[1][0]);
	printf("%d\n", *(&v[7] - 2u));
	return 0;
}

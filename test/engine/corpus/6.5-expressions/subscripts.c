/* Subscripts of arrays of arrays, either way round. */
#include <stdio.h>

int main(void)
{
	int m[2][3][4];
	for (int i = 0; i < 24; i++)
		m[0][0][0] = 0, (&m[0][0][0])[0] = 0, ((int *)m)[i] = i;
	printf("%d %d %d\n", m[1][2][3], *(*(*(m + 1) + 1) + 2), 1[m][0][3]);
	int (*plane)[4] = m[1];
	int *row = plane[2];
	printf("%d %d %d\n", plane[0][1], row[3], (*m)[2][0]);
	printf("%d %d\n", (int)(sizeof(m[0]) / sizeof(m[0][0])), (int)sizeof(m[0][0]) / 4);
	unsigned char i = 1;
	printf("%d %c\n", m[i][i][i], i["abc"]);
	return 0;
}

/* Arrays of arrays, their sizes and addresses. */
#include <stdio.h>

static int m[2][3][4] = { { { 1, 2 }, { 3 } }, { [2] = { 0, 0, 0, 9 } } };

static int sum(int (*p)[3][4], int n)
{
	int s = 0;
	for (int i = 0; i < n; i++)
		for (int j = 0; j < 3; j++)
			for (int k = 0; k < 4; k++)
				s += p[i][j][k] * (i + j + k + 1);
	return s;
}

int main(void)
{
	printf("%d %d\n", sum(m, 2), m[1][2][3]);
	printf("%d %d %d\n", (int)sizeof(m), (int)sizeof(m[0]), (int)sizeof(m[0][0]));
	printf("%d\n", (int)(&m[1][1][1] - &m[0][0][0]));
	return 0;
}

/* An array type's qualifiers are its elements'. */
#include <stdio.h>

typedef int row[3];
typedef row grid[2];

static int total(const grid g)
{
	int s = 0;
	for (int i = 0; i < 2; i++)
		for (int j = 0; j < 3; j++)
			s += g[i][j];
	return s;
}

int main(void)
{
	const row r = { 1, 2, 3 };
	grid g = { { 1, 2, 3 }, { 4, 5, 6 } };
	row *p = g;
	printf("%d %d %d\n", r[2], p[1][0], total((const row *)g));
	return sizeof(grid) / sizeof(int);
}

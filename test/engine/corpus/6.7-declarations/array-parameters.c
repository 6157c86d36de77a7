/* An array parameter is a pointer, whatever its bounds say. */
#include <stdio.h>

static int f(int v[static 3], const int w[const], char m[][4], int (*p)[2])
{
	v++;
	return v[0] + w[1] + m[1][2] + (*p)[1];
}

int main(void)
{
	int v[] = { 1, 2, 3 }, w[] = { 10, 20 }, p[2] = { 100, 200 };
	char m[2][4] = { "abc", "xyz" };
	printf("%d\n", f(v, w, m, &p));
	return 0;
}

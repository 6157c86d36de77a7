/* Products of matrices through pointers to arrays. */
#include <stdio.h>

#define N 4

static void multiply(double (*r)[N], double a[N][N], double b[][N])
{
	for (int i = 0; i < N; i++)
		for (int j = 0; j < N; j++) {
			r[i][j] = 0;
			for (int k = 0; k < N; k++)
				r[i][j] += a[i][k] * b[k][j];
		}
}

int main(void)
{
	double a[N][N], b[N][N], r[N][N];
	for (int i = 0; i < N; i++)
		for (int j = 0; j < N; j++) {
			a[i][j] = i + j * 0.5;
			b[i][j] = i == j ? 2 : 1.0 / (i + j + 1);
		}
	multiply(r, a, b);
	for (int i = 0; i < N; i++)
		printf("%.6f %.6f\n", r[i][0], r[i][N - 1]);
	return 0;
}

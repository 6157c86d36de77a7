/* Where constants are needed, expressions of them do. */
#include <stdio.h>

enum { A = 3 * 4 - 2, B = A << 2, C = sizeof(int[A]), D = 'a' + 1, E = (int)3.9, F = A > 5 ? B : C, G = -1 >> 1,
	H = 1 ? 7 : 1 / 1, I = !A || B && 1, J = (unsigned char)300, K = ~0u >> 28, L = -7 / 2, M = -7 % 3 };

static int v[A > B ? 1 : 3];
struct s { unsigned f : A - 7; char c[J]; };

int main(void)
{
	printf("%d %d %d %d %d %d %d\n", A, B, C, D, E, F, G);
	printf("%d %d %d %d %d %d\n", H, I, J, K, L, M);
	printf("%d %d\n", (int)(sizeof(v) / sizeof(*v)), (int)sizeof(struct s));
	switch (B) {
	case A * 4:
		return 1;
	case sizeof(char):
		return 2;
	}
	return 0;
}

/* Elements by index; the array is as long as the largest. */
#include <stdio.h>

enum { A, B, C, COUNT };
static const char *names[COUNT] = { [B] = "b", [A] = "a", [C] = "c" };
static int v[] = { [5] = 50, 60, [1] = 10, 20, [8] = 80 };
static int m[3][3] = { [1] = { [2] = 5, }, [2][0] = 7, 8, [0] = { 1 } };
static char s[10] = { [3] = 'x', 'y', [0] = 'a' };

int main(void)
{
	for (int i = 0; i < (int)(sizeof(v) / sizeof(*v)); i++)
		printf("%d ", v[i]);
	putchar('\n');
	for (int i = 0; i < 9; i++)
		printf("%d ", m[i / 3][i % 3]);
	putchar('\n');
	printf("%s%s%s %c%c%d\n", names[A], names[B], names[C], s[3], s[4], s[1]);
	return 0;
}

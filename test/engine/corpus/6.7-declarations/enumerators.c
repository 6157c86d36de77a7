/* Each enumerator is one more than the last, unless it says so. */
#include <stdio.h>

enum a { A0, A1, A10 = 10, A11, AM = -2, AM1, AZ, ALAST = 'z', };
enum { MASK = 1 << 4, NEXT, AGAIN = MASK | 3 };
typedef enum { ON = 1, OFF = !ON } state;

int main(void)
{
	enum a a = A11;
	state s = OFF;
	printf("%d %d %d %d %d %d %d\n", A0, A1, a, AM, AM1, AZ, ALAST);
	printf("%d %d %d\n", NEXT, AGAIN, s);
	int v[ALAST - A10] = { [A11] = 4 };
	printf("%d %d\n", v[a], (int)(sizeof(v) / sizeof(int)));
	for (enum a i = A10; i <= A11; i++)
		printf("%d ", i);
	putchar('\n');
	return 0;
}

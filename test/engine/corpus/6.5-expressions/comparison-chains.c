/* Comparisons of every kind of arithmetic operand. */
#include <stdio.h>

static int compare(long long a, long long b) { return (a > b) - (a < b); }

int main(void)
{
	unsigned char uc = 255;
	signed char sc = -1;
	printf("%d %d %d\n", uc == sc, uc == (unsigned char)sc, uc > sc);
	printf("%d %d\n", 0.1f < 0.1, 0.1f == (float)0.1);
	printf("%d %d\n", 1LL << 32 > 0xffffffffu, -1LL < 0u);
	printf("%d %d %d\n", compare(5, -5), compare(-5000000000LL, 5), compare(7, 7));
	printf("%d\n", 9007199254740993LL == 9007199254740992.0);
	printf("%d\n", (float)16777217 == 16777217);
	printf("%d %d\n", 'a' < 'b', "abc"[3] == 0);
	return 0;
}

/* Specifiers may stand in any order. */
#include <stdio.h>

int long unsigned long static a = 18446744073709551615u;
short const int volatile extern b;
const volatile short b = -3;
long typedef int word;
char unsigned c = 200;
double long static d = 1.5;
int const static inline f(void) { return 7; }

int main(void)
{
	word w = -1;
	long signed x = -2;
	printf("%llu %d %ld %d %g %d %ld\n", a, b, w, c, (double)d, f(), x);
	return 0;
}

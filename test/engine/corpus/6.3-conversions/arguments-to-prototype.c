/* Arguments are converted to the types of the parameters. */
#include <stdio.h>

static void show(signed char c, unsigned short s, float f, _Bool b, long long l)
{
	printf("%d %d %.9g %d %lld\n", c, s, f, b, l);
}

static double halve(double d)
{
	return d / 2;
}

int main(void)
{
	show(300, -1, 0.1, 42, -1);
	show(-127.9, 65536 + 7, 7, 0.1, 4294967295u);
	printf("%g %g\n", halve(5), halve('a'));
	return 0;
}

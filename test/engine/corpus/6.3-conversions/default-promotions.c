/* What a variadic function gets is promoted. */
#include <stdarg.h>
#include <stdio.h>

static void take(int n, ...)
{
	va_list ap;
	va_start(ap, n);
	int c = va_arg(ap, int);
	int s = va_arg(ap, int);
	double f = va_arg(ap, double);
	int b = va_arg(ap, int);
	int field = va_arg(ap, int);
	va_end(ap);
	printf("%d %d %.9g %d %d\n", c, s, f, b, field);
}

int main(void)
{
	struct { int x : 5; } v = { -3 };
	take(5, (char)-56, (unsigned short)65535, 0.1f, (_Bool)9, v.x);
	return 0;
}

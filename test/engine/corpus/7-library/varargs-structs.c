/* Structs of all sizes among variable arguments. */
#include <stdarg.h>
#include <stdio.h>

struct tiny { char c; };
struct pair { int a, b; };
struct real { double d; float f; };
struct big { int v[10]; };

static int take(int n, ...)
{
	va_list ap;
	va_start(ap, n);
	int s = 0;
	for (int i = 0; i < n; i++) {
		struct tiny t = va_arg(ap, struct tiny);
		struct pair p = va_arg(ap, struct pair);
		struct real r = va_arg(ap, struct real);
		struct big b = va_arg(ap, struct big);
		s += t.c + p.a * p.b + (int)(r.d + r.f) + b.v[9] + va_arg(ap, int);
	}
	va_end(ap);
	return s;
}

int main(void)
{
	struct tiny t = { 1 };
	struct pair p = { 2, 3 };
	struct real r = { 4.5, 5.5f };
	struct big b = { { [9] = 100 } };
	printf("%d\n", take(1, t, p, r, b, 1000));
	printf("%d\n", take(3, t, p, r, b, 1, t, p, r, b, 2, t, p, r, b, 3));
	return 0;
}

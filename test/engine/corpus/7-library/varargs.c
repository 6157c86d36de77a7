/* va_list of every kind of argument, copied and handed on. */
#include <stdarg.h>
#include <stdio.h>

static long long sum(const char *kinds, va_list ap)
{
	long long s = 0;
	va_list again;
	va_copy(again, ap);
	for (const char *k = kinds; *k; k++) {
		switch (*k) {
		case 'i': s += va_arg(ap, int); break;
		case 'l': s += va_arg(ap, long long); break;
		case 'd': s += (long long)(va_arg(ap, double) * 100); break;
		case 'p': s += *va_arg(ap, int *); break;
		case 'u': s += va_arg(ap, unsigned); break;
		}
	}
	if (*kinds == 'i')
		s += va_arg(again, int);
	va_end(again);
	return s;
}

static long long total(const char *kinds, ...)
{
	va_list ap;
	va_start(ap, kinds);
	long long s = sum(kinds, ap);
	va_end(ap);
	return s;
}

int main(void)
{
	int n = 7;
	printf("%lld\n", total("i", 1));
	printf("%lld\n", total("ildpu", 1, 2000000000000LL, 3.25, &n, 4000000000u));
	printf("%lld\n", total("dddddddddd", 1., 2., 3., 4., 5., 6., 7., 8., 9., 10.));
	printf("%lld\n", total("iiiiiiiiiil", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11LL));
	return (int)total("");
}

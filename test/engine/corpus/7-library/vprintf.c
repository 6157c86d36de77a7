/* Functions of one's own that hand their arguments to printf. */
#include <stdarg.h>
#include <stdio.h>

static int message(char *to, size_t size, const char *format, ...)
{
	va_list ap, again;
	va_start(ap, format);
	va_copy(again, ap);
	vprintf(format, ap);
	int n = vsnprintf(to, size, format, again);
	va_end(again);
	va_end(ap);
	return n;
}

int main(void)
{
	char s[10];
	int n = message(s, sizeof(s), "%d %s %.2f\n", 5, "words", 2.5);
	printf("%d [%s]\n", n, s);
	return 0;
}

/* The simplest output functions and what they return. */
#include <stdio.h>

int main(void)
{
	int n = puts("line") >= 0;
	n += putchar('x') == 'x';
	n += fputs("y\n", stdout) >= 0;
	n += fputc(300, stdout) == 44;
	putc('\n', stdout);
	fwrite("raw\0bytes\n", 1, 10, stdout);
	printf("%d %d\n", n, fflush(stdout));
	return 0;
}

/* A function that does not return ends the program. */
#include <stdio.h>
#include <stdlib.h>
#include <stdnoreturn.h>

static noreturn void stop(int code)
{
	printf("stop %d\n", code);
	exit(code);
}

static int f(int n)
{
	if (n > 2)
		return n;
	stop(n + 40);
}

int main(void)
{
	printf("%d\n", f(3));
	return f(1);
}

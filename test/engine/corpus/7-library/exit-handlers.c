/* atexit's functions run in reverse order, after main and at exit(). */
#include <stdio.h>
#include <stdlib.h>

static void first(void) { printf("first\n"); }
static void second(void) { printf("second\n"); }

int main(void)
{
	atexit(first);
	atexit(second);
	atexit(first);
	printf("main");
	exit(EXIT_FAILURE + 4);
}

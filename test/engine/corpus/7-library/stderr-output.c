/* What is written to stderr arrives there. */
#include <stdio.h>

int main(void)
{
	printf("to stdout\n");
	fprintf(stderr, "to stderr %d\n", 1);
	fputs("again\n", stderr);
	return 3;
}

/* Functions are used before they are defined. */
#include <stdio.h>

static int later(int);
extern int shared;

int main(void)
{
	int block_scope(int, int);
	printf("%d %d %d\n", later(3), block_scope(4, 5), shared);
	return 0;
}

static int later(int n) { return n + shared; }
int block_scope(int a, int b) { return a * b; }
int shared = 39;

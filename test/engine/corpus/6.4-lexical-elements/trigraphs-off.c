/* Trigraphs mean nothing in gnu11. */
#include <stdio.h>

int main(void)
{
	printf("what??!\n");
	printf("%d\n", (int)sizeof("??="));
	return 0;
}

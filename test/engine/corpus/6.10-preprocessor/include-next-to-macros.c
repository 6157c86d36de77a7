/* A header's name may come from a macro. */
#define HEADER <stdio.h>
#define LIMITS STRING(limits.h)
#define STRING(x) #x
#include HEADER
#include LIMITS

int main(void)
{
	printf("%d\n", INT_MAX);
	return 0;
}

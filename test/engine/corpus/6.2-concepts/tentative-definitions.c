/* Several tentative definitions are one object, zero unless one initialises it. */
#include <stdio.h>

int zero;
int zero;
int set;
int set = 42;
int set;
static int local;
static int local = 7;
int array[];
int array[3];
struct later late;
struct later { int a, b; };

int main(void)
{
	printf("%d %d %d %d %d\n", zero, set, local, array[2], late.b);
	return (int)sizeof(array);
}

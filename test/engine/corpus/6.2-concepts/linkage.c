/* extern declarations in blocks name the object with linkage. */
#include <stdio.h>

static int counter = 5;
int visible = 6;

static int bump(void)
{
	extern int counter;
	return ++counter;
}

int main(void)
{
	int counter = 100;
	{
		extern int visible;
		visible += counter;
	}
	int after = bump();
	printf("%d %d %d\n", counter, after, visible);
	int twice(int);
	return twice(4);
}

int twice(int n)
{
	return n * 2;
}

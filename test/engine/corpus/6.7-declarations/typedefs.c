/* Names for types, and their scopes. */
#include <stdio.h>

typedef int number, *pointer, vector[3], operation(number);
typedef struct { number x; } box;
typedef number number;

static operation twice;
static number twice(number n) { return n * 2; }

int main(void)
{
	vector v = { 1, 2, 3 };
	pointer p = v + 1;
	operation *f = twice;
	const pointer fixed = v;
	*fixed = 10;
	box number = { 4 };
	printf("%d %d %d %d\n", *p, f(5), v[0], number.x);
	{
		typedef char pointer;
		printf("%d\n", (int)sizeof(pointer));
	}
	return 0;
}

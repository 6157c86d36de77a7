/* The places that an empty asm names are evaluated, each once, though nothing is read or written there. */
#include <stdio.h>

struct cell { int value; int spare; };

static struct cell cells[4] = { { 1, 2 }, { 3, 4 }, { 5, 6 }, { 7, 8 } };

static struct cell *next(struct cell *cell)
{
	printf("next ");
	return cell + 1;
}

int main(void)
{
	int a[4] = { 1, 2, 3, 4 };
	int i = 0;
	int *p = a;

	asm("" : "+r"(a[i++ + 1]));
	asm volatile("" : : "m"(*p++));
	asm volatile("" : : "r"(next(cells)->value));
	asm("" : "+m"(next(&cells[1])->spare) : "m"(a[i++]) : "memory");
	asm("" : "=r"(a[i++]) : "0"(50));
	printf("%d %d %d %d %d %d\n", i, (int)(p - a), a[0], a[1], a[2], cells[2].spare);
	return 0;
}

/* An empty asm is a barrier, or passes a value through. */
#include <stdio.h>

#define barrier() __asm__ __volatile__("" : : : "memory")
#define HIDE(v) ({ __typeof__(v) _r; __asm__("" : "=r"(_r) : "0"(v)); _r; })

int main(void)
{
	int a[2] = { 3, 4 };
	barrier();
	int *p = HIDE(&a[0]);
	asm volatile("");
	int n = HIDE(5) + p[1];
	asm("" : "+r"(n));
	printf("%d %d\n", n, HIDE(7));
	return 0;
}

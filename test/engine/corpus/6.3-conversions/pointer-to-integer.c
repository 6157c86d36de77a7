/* A pointer that goes through intptr_t comes back the same. */
#include <stdint.h>
#include <stdio.h>

int main(void)
{
	int a[4] = { 1, 2, 3, 4 };
	uintptr_t u = (uintptr_t)&a[1];
	int *p = (int *)(u + sizeof(int));
	printf("%d %d\n", *p, p == &a[2]);
	printf("%d %d\n", (int)((uintptr_t)&a[3] - u), u % _Alignof(int) == 0);
	p = (int *)(intptr_t)&a;
	printf("%d\n", *p);
	printf("%d %d\n", (int)(uintptr_t)(void *)0, (void *)(intptr_t)0 == 0);
	unsigned long tag = (unsigned long)&a[0] | 1;
	printf("%d\n", *(int *)(tag & ~1ul));
	return 0;
}

/* The variables of a for are seen in its body and end with it. */
#include <stdio.h>

int main(void)
{
	int i = 100;
	for (int i = 0; i < 2; i++) {
		int i = 50;
		printf("%d ", i++);
	}
	for (struct { int a; double d; } s = { 0, 0.5 }; s.a < 3; s.a++, s.d *= 2)
		printf("%g ", s.d);
	for (const char *p = "abc"; *p; p++)
		putchar(*p - 32);
	printf(" %d\n", i);
	int n = 0;
	for (int *p = &n; n < 3; ++*p)
		;
	return n;
}

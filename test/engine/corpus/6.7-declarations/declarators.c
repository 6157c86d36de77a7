/* Arrays of pointers, pointers to arrays, functions that return either. */
#include <stdio.h>

static int v[3] = { 1, 2, 3 };
static int *a[3] = { &v[2], &v[1], &v[0] };
static int (*b)[3] = &v;
static int *(*c)[3] = &a;
static int (*f(int n))[3] { return n ? &v : 0; }
static int *(*g(void))[3] { return &a; }
static int (*(*h(void))(int))[3] { return f; }
static int (*(*table[2])(int))[3] = { f, f };

int main(void)
{
	printf("%d %d %d\n", *a[0], (*b)[1], *(*c)[1]);
	printf("%d %d %d\n", (*f(1))[2], *(*g())[2], (*h()(1))[0]);
	printf("%d\n", (*table[1](5))[1]);
	return 0;
}

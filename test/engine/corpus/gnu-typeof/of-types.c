/* typeof of a type name, in declarators of every form. */
#include <stdio.h>

int main(void)
{
	typeof(int *) a, b;
	int x = 1, y = 2;
	a = &x;
	b = &y;
	typeof(int[3]) v = { 1, 2, 3 };
	typeof(typeof(char *)[2]) words = { "a", "b" };
	typeof(int (*)(const char *, ...)) print = printf;
	print("%d %d %s\n", *a + *b, (int)(sizeof(v) / sizeof(*v)), words[1]);
	typeof(struct { int m; }) s = { 4 };
	const typeof(x) c = s.m;
	print("%d\n", c);
	return 0;
}

/* Two declarations of a function or array make one type. */
#include <stdio.h>

int f(int (*)(), double (*)[3]);
int f(int (*)(char *), double (*)[]);
extern int a[];
extern int a[6];

int f(int (*g)(char *), double (*p)[3])
{
	return g("abc") + (int)(*p)[2];
}

static int length(char *s)
{
	int n = 0;
	while (*s++)
		n++;
	return n;
}

int main(void)
{
	double d[3] = { 1, 2, 30 };
	printf("%d %d\n", f(length, &d), (int)(sizeof(a) / sizeof(*a)));
	return 0;
}

int a[6];

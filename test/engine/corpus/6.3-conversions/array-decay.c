/* An array is a pointer to its first element, except to sizeof, & and initialisers. */
#include <stdio.h>

static int size(int a[100])
{
	return sizeof(a) == sizeof(int *);
}

int main(void)
{
	int a[5] = { 1, 2, 3, 4, 5 };
	int (*whole)[5] = &a;
	char s[] = "abc";
	char *t = "abcd" + 1;
	printf("%d %d %d\n", (int)(sizeof(a) / sizeof(int)), size(a), (int)sizeof(s));
	printf("%d %d\n", *(a + 2), (*whole)[3]);
	printf("%d %d\n", (int)((char *)(whole + 1) - (char *)whole), (int)((char *)(a + 1) - (char *)a));
	printf("%s %c %d\n", t, *"xyz", (int)sizeof("four"));
	printf("%d\n", (void *)whole == (void *)a);
	return 2[a];
}

/* The memory and string functions as built-ins. */
#include <stdio.h>

int main(void)
{
	char a[10], b[10];
	__builtin_memset(a, 'x', 9);
	a[9] = 0;
	__builtin_memcpy(b, a, 10);
	b[3] = 'y';
	__builtin_memmove(b + 1, b, 5);
	printf("%s %d %d\n", b, (int)__builtin_strlen(b), __builtin_memcmp(a, b, 4) < 0);
	printf("%d %s\n", __builtin_strcmp(a, b) < 0, __builtin_strchr(b, 'y'));
	struct { int n; char pad[60]; } s = { 5 }, t;
	__builtin_memcpy(&t, &s, sizeof(s));
	return t.n;
}

/* Reading standard input to its end. */
#include <stdio.h>

int main(void)
{
	int c, n = 0;
	while ((c = getchar()) != EOF)
		n++;
	printf("%d %d %d\n", n, feof(stdin) != 0, ferror(stdin));
	char s[10];
	printf("%d\n", fgets(s, 10, stdin) == NULL);
	return 0;
}

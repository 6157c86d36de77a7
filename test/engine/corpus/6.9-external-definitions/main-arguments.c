/* main gets its arguments and a null pointer after them. */
#include <stdio.h>
#include <string.h>

int main(int argc, char *argv[])
{
	printf("%d %d\n", argc, argv[argc] == 0);
	for (int i = 1; i < argc; i++)
		printf("%s %d\n", argv[i], (int)strlen(argv[i]));
	argv[1][0] = 'O';
	printf("%s\n", *++argv);
	return argc;
}

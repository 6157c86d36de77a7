/* Adjacent literals are joined; escapes end where they must. */
#include <stdio.h>
#include <string.h>

int main(void)
{
	const char *s = "ab" "cd"
		"ef";
	printf("%s %d\n", s, (int)sizeof("ab" "cd"));
	printf("%d %d\n", (int)sizeof("\x41" "1"), "\x41" "1"[1]);
	printf("%d %d\n", (int)sizeof("\1234"), "\1234"[1]);
	printf("%d %d\n", (int)sizeof("a\0b"), (int)strlen("a\0b"));
	printf("tab\tquote\"back\\slash%%\n");
	printf("%d\n", (int)sizeof(""));
	char t[] = "\0\0";
	printf("%d\n", (int)sizeof(t));
	return "0123456789"[7];
}

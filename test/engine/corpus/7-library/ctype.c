/* Classes of characters. */
#include <ctype.h>
#include <stdio.h>

int main(void)
{
	for (int c = -1; c < 256; c += c < 0 ? 1 : c < 127 ? 7 : 31)
		printf("%d:%d%d%d%d%d%d%d%d%d%d%d ", c, !!isalpha(c), !!isdigit(c), !!isalnum(c), !!isspace(c), !!isupper(c),
			   !!islower(c), !!ispunct(c), !!isxdigit(c), !!iscntrl(c), !!isprint(c), !!isgraph(c));
	putchar('\n');
	for (const char *p = "Hello, World 9!"; *p; p++)
		putchar(isupper(*p) ? tolower(*p) : toupper(*p));
	printf("%d %d\n", toupper('1'), isblank('\t') != 0);
	return 0;
}

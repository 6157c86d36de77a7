/* The sign of strcmp, strncmp and memcmp; bytes count as unsigned. */
#include <stdio.h>
#include <string.h>

static int sign(int n) { return (n > 0) - (n < 0); }

int main(void)
{
	printf("%d %d %d\n", sign(strcmp("abc", "abd")), sign(strcmp("abc", "ab")), strcmp("x", "x"));
	printf("%d %d\n", sign(strcmp("\x80", "\x7f")), sign(memcmp("\xff", "\0", 1)));
	printf("%d %d\n", strncmp("abcx", "abcy", 3), sign(strncmp("abcx", "abcy", 4)));
	printf("%d %d\n", strncmp("a", "b", 0), sign(memcmp("a\0b", "a\0c", 3)));
	return 0;
}

/* The result is what would have been written, the text ends in its space. */
#include <stdio.h>
#include <string.h>

int main(void)
{
	char s[8];
	int n = snprintf(s, sizeof(s), "%d-%s", 12, "long text");
	printf("%d [%s]\n", n, s);
	n = snprintf(s, 1, "abc");
	printf("%d [%s]\n", n, s);
	n = snprintf(NULL, 0, "%s %d", "measure", 5);
	printf("%d\n", n);
	n = sprintf(s, "%c%c", 'a', 'b');
	printf("%d [%s] %d\n", n, s, (int)strlen(s));
	n = snprintf(s, 8, "1234567");
	printf("%d [%s]\n", n, s);
	return 0;
}

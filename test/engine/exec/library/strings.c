/* string.h and ctype.h: what this program prints is compared with the C library's under gcc. */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int sign(int value)
{
	return (value > 0) - (value < 0);
}

int main(void)
{
	char buffer[64] = "hello";
	char copy[64];
	char *at;

	printf("%zu %zu\n", strlen(buffer), strnlen(buffer, 3));
	printf("%s %s\n", strcat(buffer, ", world"), strncat(buffer, "!!!", 1));
	printf("%d %d %d\n", sign(strcmp("a", "b")), sign(strncmp("abc", "abd", 2)), sign(strcmp("b", "a")));
	printf("%s %s %s\n", strchr(buffer, 'w'), strrchr(buffer, 'o'), strstr(buffer, "lo,"));
	printf("%p %p\n", (void *)strchr(buffer, 'z'), (void *)strstr(buffer, "zz"));
	printf("%zu %zu %s\n", strspn("aabbc", "ab"), strcspn("aabbc", "c"), strpbrk("hello", "lo"));
	memset(copy, 'x', sizeof(copy));
	strncpy(copy, "abc", 5);
	printf("%s %d %d\n", copy, copy[4], copy[5]);
	memmove(copy + 1, copy, 3);
	printf("%.4s %d\n", copy, sign(memcmp("ab", "ac", 2)));
	strcpy(copy, "one,two;;three");
	for (at = strtok(copy, ",;"); at; at = strtok(NULL, ",;"))
		printf("[%s]", at);
	printf("\n%s %s\n", strerror(ENOENT), strerror(12345));
	at = strdup("duplicate");
	printf("%s %c\n", at, *(char *)memchr(at, 'p', 9));
	free(at);
	for (int c = 0; c < 128; c++)
		printf("%d%d%d%d%d%d%d%d%d%d%d ", !!isalpha(c), !!isdigit(c), !!isalnum(c), !!isspace(c),
		       !!isupper(c), !!islower(c), !!ispunct(c), !!isprint(c), !!isgraph(c), !!iscntrl(c), !!isxdigit(c));
	printf("\n%c%c\n", toupper('a'), tolower('Z'));
	return 0;
}

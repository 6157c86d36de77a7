/* strchr, strstr, strspn and the rest. */
#include <stdio.h>
#include <string.h>

int main(void)
{
	const char *s = "the quick brown fox";
	printf("%s|%s|%d\n", strchr(s, 'q'), strrchr(s, 'o'), strchr(s, 'z') == 0);
	printf("%s|%d|%s\n", strstr(s, "brown"), strstr(s, "red") == 0, strstr(s, "") == s ? "same" : "other");
	printf("%d %d\n", (int)strspn(s, "eht "), (int)strcspn(s, "xyz"));
	printf("%s %d\n", strpbrk(s, "xkb"), (int)((char *)memchr(s, 'k', 19) - s));
	printf("%d %d\n", *strchr(s, 0), (int)strnlen(s, 5));
	char list[] = ",a,,bc,";
	for (char *p = strtok(list, ","); p; p = strtok(NULL, ","))
		printf("[%s]", p);
	putchar('\n');
	return 0;
}

/* memcpy, memmove, strcpy and their bounded forms. */
#include <stdio.h>
#include <string.h>

int main(void)
{
	char s[16] = "abcdefghij", t[16];
	memmove(s + 2, s, 8);
	printf("%s\n", s);
	memmove(s, s + 3, 5);
	printf("%s\n", s);
	memcpy(t, s, sizeof(t));
	printf("%d\n", memcmp(s, t, 16));
	strncpy(t, "xy", 5);
	printf("%s %d %c\n", t, t[4], t[5]);
	strcpy(t, "one");
	strcat(t, "two");
	strncat(t, "three", 2);
	printf("%s %d\n", t, (int)strlen(t));
	memset(t, '-', 3);
	printf("%s\n", t);
	printf("%s\n", (char *)memcpy(t, "END", 4));
	return 0;
}

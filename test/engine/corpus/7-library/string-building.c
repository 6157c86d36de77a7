/* Words reversed, counted and joined. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void)
{
	const char *text = "  four score and seven   years ago ";
	char *copy = strdup(text), *words[10], joined[60] = "";
	int n = 0;
	for (char *p = copy; *p;) {
		while (isspace((unsigned char)*p))
			p++;
		if (!*p)
			break;
		words[n++] = p;
		while (*p && !isspace((unsigned char)*p))
			p++;
		if (*p)
			*p++ = 0;
	}
	while (n-- > 0) {
		strcat(joined, words[n]);
		if (n)
			strcat(joined, "-");
	}
	printf("%s %d\n", joined, (int)strlen(joined));
	free(copy);
	return 0;
}

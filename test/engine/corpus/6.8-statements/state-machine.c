/* A machine of gotos and switches that reads words and numbers. */
#include <stdio.h>

int main(void)
{
	const char *p = "12 abc 7x 999 \t q 0";
	int numbers = 0, words = 0, errors = 0, value;
skip:
	while (*p == ' ' || *p == '\t')
		p++;
	switch (*p) {
	case 0:
		goto done;
	case '0' ... '9':
		value = 0;
		goto number;
	default:
		goto word;
	}
number:
	if (*p >= '0' && *p <= '9') {
		value = value * 10 + *p++ - '0';
		goto number;
	}
	if (*p && *p != ' ') {
		errors++;
		goto word;
	}
	numbers += value;
	goto skip;
word:
	words++;
	while (*p && *p != ' ')
		p++;
	goto skip;
done:
	printf("%d %d %d\n", numbers, words, errors);
	return 0;
}

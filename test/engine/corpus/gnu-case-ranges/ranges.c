/* case low ... high. */
#include <stdio.h>

static const char *kind(int c)
{
	switch (c) {
	case '0' ... '9': return "digit";
	case 'a' ... 'z':
	case 'A' ... 'Z': return "letter";
	case -10 ... -1: return "negative";
	case 1000 ... 1000000: return "large";
	case ' ': return "space";
	default: return "other";
	}
}

static int unsigned_range(unsigned u)
{
	switch (u) {
	case 0x80000000 ... 0xffffffff: return 2;
	case 0 ... 0x7fffffff: return 1;
	}
	return 0;
}

int main(void)
{
	printf("%s %s %s %s %s %s\n", kind('5'), kind('q'), kind('Z'), kind(-5), kind(70000), kind(999));
	printf("%d %d\n", unsigned_range(5), unsigned_range(-5));
	return 0;
}

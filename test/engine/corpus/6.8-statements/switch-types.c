/* The cases are converted to the promoted type of the expression. */
#include <stdio.h>

static int on_char(char c)
{
	switch (c) {
	case 'a': return 1;
	case (char)200: return 2;
	case -1: return 3;
	}
	return 0;
}

static int on_unsigned(unsigned u)
{
	switch (u) {
	case -1: return 1;
	case 0x80000000: return 2;
	case 5: return 3;
	}
	return 0;
}

static int on_wide(long long l)
{
	switch (l) {
	case 0x100000000LL: return 1;
	case -1: return 2;
	case 1: return 3;
	case 1LL << 62: return 4;
	}
	return 0;
}

int main(void)
{
	printf("%d %d %d\n", on_char('a'), on_char((char)200), on_char((char)255));
	printf("%d %d %d\n", on_unsigned(~0u), on_unsigned(1u << 31), on_unsigned(5));
	printf("%d %d %d %d %d\n", on_wide(1LL << 32), on_wide(-1), on_wide(1), on_wide(1LL << 62), on_wide(0));
	return 0;
}

/* Escapes, multi-character and prefixed constants. */
#include <stdio.h>

int main(void)
{
	printf("%d %d %d %d %d\n", '\a', '\b', '\f', '\v', '\?');
	printf("%d %d %d\n", '\0', '\377', '\x80');
	printf("%d %d %d\n", '\'', '"', '\\');
	printf("%d %d\n", 'ab', 'abcd');
	printf("%d %u %u\n", (int)L'\x7fff', (unsigned)u'\xffff', U'\xffffffff');
	printf("%d %d\n", (int)sizeof('a'), (int)sizeof(L'a'));
	printf("%d %d\n", '\7', '\18' & 255);
	printf("%d\n", L'\u20ac');
	return 0;
}

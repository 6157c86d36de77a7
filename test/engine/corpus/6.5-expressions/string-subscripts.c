/* String literals are arrays and can be subscripted and compared by content. */
#include <stdio.h>

static char hex(unsigned n)
{
	return "0123456789abcdef"[n & 15];
}

int main(void)
{
	for (unsigned v = 0xcafe1234, i = 0; i < 8; i++, v <<= 4)
		putchar(hex(v >> 28));
	putchar('\n');
	const char *days = "MonTueWedThuFriSatSun";
	printf("%.3s %.3s\n", days + 3 * 2, &days[18]);
	printf("%d %c\n", (int)sizeof("a" "b"), *("hello" + 4));
	return 2["abc"];
}

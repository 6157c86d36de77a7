/* Plain char is signed, and its constants are ints. */
#include <stdio.h>

int main(void)
{
	char c = '\xff';
	unsigned char u = '\xff';
	char s[] = "\x80\x7f";
	printf("%d %d %d\n", c, u, c == u);
	printf("%d %d\n", s[0] < 0, s[1] > 0);
	printf("%d %d\n", c == '\xff', u == '\xff');
	printf("%d\n", (char)128 < 0);
	int table[3] = { 7, 8, 9 };
	char i = 1;
	return table[i] + (c + 1);
}

/* mode gives an integer type of a width. */
#include <stdio.h>

typedef unsigned int byte __attribute__((mode(QI)));
typedef int half __attribute__((mode(HI)));
typedef unsigned word __attribute__((mode(word)));
typedef int single __attribute__((mode(SI)));

int main(void)
{
	byte b = 300;
	half h = 70000;
	printf("%d %d %d %d %d %d\n", (int)sizeof(byte), (int)sizeof(half), (int)sizeof(word), (int)sizeof(single), b, h);
	return 0;
}

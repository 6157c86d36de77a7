/* \e is the escape character. */
#include <stdio.h>

int main(void)
{
	printf("%d %d %d\n", '\e', "\e[1m"[0], (int)sizeof("\e\E"));
	return 0;
}

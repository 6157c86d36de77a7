/* Null statements and empty blocks. */
#include <stdio.h>

int main(void)
{
	;;;
	{}
	{ ; }
	int i = 0;
	while (i++ < 5);
	for (i = 0; i < 7; i++) {}
	if (i == 7);
	else printf("never\n");
	do ; while (0);
label: ;
	printf("%d\n", i);
	return 0;
}

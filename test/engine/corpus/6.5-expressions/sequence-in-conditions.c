/* A condition is complete before the branch runs. */
#include <stdio.h>

int main(void)
{
	int i = 0, j;
	j = i++ ? i : i + 10;
	printf("%d %d\n", i, j);
	if (i++ == 1 && i == 2)
		printf("yes %d\n", i);
	while (i++ < 5)
		j += i;
	printf("%d %d\n", i, j);
	int *p = (int[]){ 3, 2, 1, 0 };
	while (*p++)
		;
	printf("%d\n", p[-2]);
	return 0;
}

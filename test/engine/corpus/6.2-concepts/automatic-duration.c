/* Each call of a recursive function has variables of its own. */
#include <stdio.h>

static int *outer[5];

static int depth(int level)
{
	int mine = level * 11;
	outer[level] = &mine;
	if (level < 4)
		depth(level + 1);
	int sum = 0;
	for (int i = 0; i <= level; i++)
		sum += *outer[i];
	printf("%d:%d ", level, sum);
	return mine;
}

int main(void)
{
	int value = depth(0);
	printf("%d\n", value);
	return 0;
}

/* __COUNTER__ counts its expansions. */
#include <stdio.h>

#define PASTE(a, b) a ## b
#define XPASTE(a, b) PASTE(a, b)
#define UNIQUE(name) XPASTE(name, __COUNTER__)

int main(void)
{
	int UNIQUE(v) = 10, UNIQUE(v) = 20;
	printf("%d %d\n", v0, v1);
	printf("%d %d\n", __COUNTER__, __COUNTER__);
#if __COUNTER__ == 4
	printf("four\n");
#endif
	return __COUNTER__;
}

/* A switch that comes back to where it left, by __LINE__. */
#include <stdio.h>

#define BEGIN switch (state) { case 0:
#define YIELD(v) do { state = __LINE__; return v; case __LINE__:; } while (0)
#define END }

static int next(void)
{
	static int state, i;
	BEGIN
	for (i = 0; i < 4; i++) {
		YIELD(i * i);
		if (i == 2)
			YIELD(-1);
	}
	END
	return -100;
}

int main(void)
{
	for (int i = 0; i < 7; i++)
		printf("%d ", next());
	putchar('\n');
	return 0;
}

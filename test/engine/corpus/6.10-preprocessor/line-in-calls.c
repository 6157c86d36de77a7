/* __LINE__ in a call of a macro over several lines. */
#include <stdio.h>

#define SHOW(a, b) printf("%d %d %d\n", a, b, __LINE__)
#define LINE __LINE__

int main(void)
{
	SHOW(__LINE__,
		 __LINE__);
	printf("%d %d\n",
		   LINE,
		   __LINE__);
	return 0;
}

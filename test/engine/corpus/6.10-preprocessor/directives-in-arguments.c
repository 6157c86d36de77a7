/* Conditionals among the arguments of a function, and null directives. */
#include <stdio.h>

#
# /* nothing */

int main(void)
{
	int v[] = {
		1,
#if 1
		2,
#else
		3,
#endif
#
		4,
	};
	(printf)("%d %d %d\n", (int)(sizeof(v) / sizeof(*v)),
#ifdef NONE
		   v[0],
#else
		   v[1],
#endif
		   v[2]);
	return 0;
}

/* The kernel's test whether a macro is 1. */
#include <stdio.h>

#define ARG_PLACEHOLDER_1 0,
#define TAKE_SECOND(ignored, value, ...) value
#define IS_DEFINED(x) IS_DEFINED_(x)
#define IS_DEFINED_(value) IS_DEFINED__(ARG_PLACEHOLDER_##value)
#define IS_DEFINED__(arg_or_junk) TAKE_SECOND(arg_or_junk 1, 0)

#define CONFIG_ON 1
#define CONFIG_EMPTY

int main(void)
{
	printf("%d %d %d\n", IS_DEFINED(CONFIG_ON), IS_DEFINED(CONFIG_EMPTY), IS_DEFINED(CONFIG_OFF));
#if IS_DEFINED(CONFIG_ON) && !IS_DEFINED(CONFIG_OFF)
	puts("in a condition");
#endif
	return 0;
}

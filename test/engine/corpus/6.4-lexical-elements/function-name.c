/* __func__ is the name of the function, an array of its own. */
#include <stdio.h>

static const char *f(void)
{
	return __func__;
}

static int size(void)
{
	return sizeof(__func__) + sizeof __FUNCTION__;
}

int main(void)
{
	printf("%s %s %d %s\n", f(), __func__, size(), __PRETTY_FUNCTION__);
	{
		const char *__func = "other";
		printf("%s\n", __func);
	}
	return 0;
}

/* __builtin_object_size gives up; frame and return addresses exist. */
#include <stdio.h>

static int f(void)
{
	return __builtin_return_address(0) != 0;
}

int main(void)
{
	char *volatile p = "abc";
	printf("%d %d\n", (int)__builtin_object_size(p, 0), (int)__builtin_object_size(p, 2));
	printf("%d\n", f());
	return __builtin_frame_address(0) == 0;
}

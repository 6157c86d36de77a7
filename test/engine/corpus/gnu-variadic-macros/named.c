/* GNU's named variable arguments, and the comma that goes away. */
#include <stdio.h>

#define LOG(format, args...) printf(format "\n", ## args)
#define ERROR(format, ...) printf("error: " format "\n", ##__VA_ARGS__)
#define COUNT(x...) (sizeof((int[]){ x }) / sizeof(int))
#define EMPTY

int main(void)
{
	LOG("none");
	LOG("%d %d", 1, 2);
	ERROR("plain");
	ERROR("%s", "with");
	LOG("empty" EMPTY);
	printf("%d\n", (int)COUNT(1, 2, 3));
	return 0;
}

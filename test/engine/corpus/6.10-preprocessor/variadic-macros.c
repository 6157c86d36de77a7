/* __VA_ARGS__, empty and not, stringized and pasted. */
#include <stdio.h>

#define LOG(format, ...) printf("[" format "]\n", __VA_ARGS__)
#define ALL(...) printf(__VA_ARGS__)
#define TEXT(...) #__VA_ARGS__
#define COUNT(...) COUNT_(__VA_ARGS__, 5, 4, 3, 2, 1)
#define COUNT_(a, b, c, d, e, n, ...) n
#define REST(first, ...) __VA_ARGS__
#define PASTE(a, ...) a ## __VA_ARGS__

int main(void)
{
	int v12 = 12;
	LOG("%d %s", 1, "two");
	ALL("%d\n", (3, 4));
	puts(TEXT(a, b ,c,  (d, e)));
	puts(TEXT());
	printf("%d %d %d\n", COUNT(a), COUNT(a, b), COUNT(a, b, c, d, e));
	printf("%d %d\n", REST(1, 2), PASTE(v, 12));
	return 0;
}

/* Macros named as keywords and functions. */
#include <stdio.h>

#define char long
#define if(c) if (!(c))
#define printf(...) (printf("> "), printf(__VA_ARGS__))
#define return return 1 +

int main(void)
{
	char n = 5;
#undef char
	if (n > 10)
		printf("%ld\n", n);
#undef if
	if (n < 10)
		(printf)("%ld %d\n", n, (int)sizeof(char));
	return 2;
}

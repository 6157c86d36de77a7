/* Predefined macros that have one value only. */
#include <stdio.h>

int main(void)
{
	printf("%ld %d %d\n", __STDC_VERSION__, __STDC__, __STDC_HOSTED__);
	printf("%d %d\n", (int)sizeof(__DATE__), (int)sizeof(__TIME__));
#ifdef __linux__
	printf("linux %d\n", __linux__);
#endif
	printf("%d %d %d\n", __SIZEOF_LONG__, __SIZEOF_POINTER__, __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__);
#ifdef __x86_64__
	puts("x86-64");
#endif
#ifdef __i386__
	puts("i386");
#endif
#ifdef __LP64__
	puts("LP64");
#endif
	return __INCLUDE_LEVEL__;
}

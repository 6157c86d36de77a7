/* #if computes in intmax_t, and in uintmax_t where a u says so. */
#include <stdio.h>

#define T(e) (e) ? 1 : 0

int main(void)
{
	int n = 0;
#if -1 > 0u
	n |= 1;
#endif
#if (2147483647 + 1) > 0
	n |= 2;
#endif
#if 0xffffffffffffffff == -1
	n |= 4;
#endif
#if 'a' == 97 && '\377' < 0
	n |= 8;
#endif
#if (1 ? -1 : 0u) > 0
	n |= 16;
#endif
#if -7 / 2 == -3 && -7 % 2 == -1 && (-8 >> 1) == -4
	n |= 32;
#endif
#if undefined_name
	n |= 64;
#elif undefined_name == 0
	n |= 128;
#endif
#if (3, 4) == 4 || 1
	n |= 256;
#endif
#if 1 || 1 / 0
	n |= 512;
#endif
#if ~0 == -1 && (5 & 3) == 1 && (5 ^ 3) == 6 && (5 | 3) == 7
	n |= 1024;
#endif
	printf("%d\n", n);
	return 0;
}

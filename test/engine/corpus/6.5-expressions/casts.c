/* Casts to narrower, wider, pointer and void types. */
#include <stdio.h>

int main(void)
{
	int i = 0x12345678;
	printf("%x %x\n", (unsigned char)i, (unsigned short)i);
	printf("%lld\n", (long long)(int)0x80000000u);
	printf("%lld\n", (long long)(unsigned)0x80000000);
	printf("%d %d\n", (int)(char)300, (int)3.99f);
	printf("%g\n", (double)(float)0.1);
	printf("%g\n", (double)7 / 2);
	printf("%x\n", *(unsigned char *)&i);
	(void)i;
	(void)(i = 4);
	printf("%d\n", ((int (*)(int))main == (int (*)(int))&main) + i);
	return (int)'A';
}

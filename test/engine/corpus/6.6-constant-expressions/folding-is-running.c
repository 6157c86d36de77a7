/* A folded constant and the same computation at run time agree. */
#include <stdio.h>

static volatile int vi = -7;
static volatile unsigned vu = 0xfffffff9;
static volatile long long vl = -7;
static volatile double vd = -7.25;

#define BOTH(a, b) ((a) == (b) ? printf("same ") : printf("differs "))

int main(void)
{
	BOTH(-7 / 2, vi / 2);
	BOTH(-7 % 4, vi % 4);
	BOTH(-7 >> 1, vi >> 1);
	BOTH(0xfffffff9u >> 1, vu >> 1);
	BOTH(0xfffffff9u * 3, vu * 3);
	BOTH((short)0xfffffff9u, (short)vu);
	BOTH(-7LL / 2u, vl / 2u);
	BOTH((int)-7.25, (int)vd);
	BOTH(-7.25 / 3, vd / 3);
	BOTH((float)-7.25 / 3, (float)vd / 3);
	BOTH((unsigned char)-7, (unsigned char)vi);
	BOTH(-7 < 0u, vi < 0u);
	BOTH((char)200, (char)(vi + 207));
	putchar('\n');
	return 0;
}

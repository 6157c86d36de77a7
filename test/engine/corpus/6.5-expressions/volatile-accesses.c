/* A volatile object is read and written each time it is named. */
#include <stdio.h>

static volatile int v = 3;
static volatile unsigned char bytes[4];

int main(void)
{
	int sum = v + v * v;
	v++;
	v += v;
	volatile int *p = &v;
	sum += *p;
	for (volatile int i = 0; i < 4; i++)
		bytes[i] = (unsigned char)(i * 100);
	v;
	volatile struct { int a; unsigned f : 5; } s = { 1, 2 };
	s.f += s.a;
	s.f = s.f + 30;
	printf("%d %d %d %d\n", sum, v, bytes[3], s.f);
	return 0;
}

/* The bytes of floating values, zeros and infinities among them. */
#include <math.h>
#include <stdio.h>
#include <string.h>

static void show(double d)
{
	unsigned long long bits;
	float f = (float)d;
	unsigned int half;
	memcpy(&bits, &d, sizeof(bits));
	memcpy(&half, &f, sizeof(half));
	printf("%016llx %08x\n", bits, half);
}

int main(void)
{
	show(0.0);
	show(-0.0);
	show(1.0);
	show(-2.5);
	show(0.1);
	show(1e-310);
	show(INFINITY);
	show(-INFINITY);
	show(3.4028235677973366e+38);
	show(1.17549435e-38);
	show(1e-45);
	return 0;
}

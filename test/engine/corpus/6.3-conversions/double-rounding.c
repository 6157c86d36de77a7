/* 64-bit integers become floats with one rounding. */
#include <stdio.h>

int main(void)
{
	unsigned long long v[] = { 0x8000008000000001, 0x8000008000000000, 0x8000018000000000, 0x7fffffbfffffffff,
		0x7fffffc000000000, 0x20000020000001 };
	for (int i = 0; i < 6; i++)
		printf("%.0f %.0f %.0f\n", (float)v[i], (float)(long long)v[i], (double)v[i]);
	float f = v[0];
	f += (float)v[5];
	printf("%.0f\n", f);
	return 0;
}

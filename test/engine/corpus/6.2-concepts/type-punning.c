/* A union shows the bytes of one member through another. */
#include <stdio.h>

union word {
	unsigned int whole;
	unsigned short half[2];
	unsigned char byte[4];
	float real;
	struct { unsigned int low : 12, high : 20; } field;
};

int main(void)
{
	union word w = { .whole = 0x40490fdb };
	printf("%x %x %x %x %x\n", w.half[0], w.half[1], w.byte[0], w.byte[3], w.field.high);
	printf("%.6f\n", w.real);
	w.byte[3] ^= 0x80;
	printf("%.6f %x\n", w.real, w.whole);
	w.half[0] = 0;
	printf("%x %x\n", w.whole, w.field.low);
	return 0;
}

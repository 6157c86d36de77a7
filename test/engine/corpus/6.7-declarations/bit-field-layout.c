/* Bit-fields fill units from the lowest bit. */
#include <stdio.h>
#include <string.h>

struct a { unsigned x : 3, y : 5, z : 9; };
struct b { unsigned char x : 3; unsigned short y : 10; unsigned z : 20; };
struct c { char c; unsigned x : 20; char d; };
struct d { unsigned x : 30, y : 4; };
struct e { long long x : 40; int y : 20; };

#define SHOW(type, ...) { \
	type v; \
	memset(&v, 0, sizeof(v)); \
	v = (type){ __VA_ARGS__ }; \
	unsigned char b[sizeof(v)]; \
	memcpy(b, &v, sizeof(v)); \
	printf("%s %d:", #type, (int)sizeof(type)); \
	for (unsigned i = 0; i < sizeof(v); i++) \
		printf(" %02x", b[i]); \
	putchar('\n'); \
}

int main(void)
{
	SHOW(struct a, 5, 21, 300)
	SHOW(struct b, 7, 1000, 0xabcde)
	SHOW(struct c, 'c', 0x12345, 'd')
	SHOW(struct d, 0x3fffffff, 9)
	SHOW(struct e, 0x123456789a, -2)
	return 0;
}

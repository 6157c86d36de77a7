/* A field that does not fit begins a new unit of its type. */
#include <stdio.h>

struct a { unsigned char x : 5, y : 5, z : 5; };
struct b { unsigned x : 17, y : 17; };
struct c { unsigned char x : 7; unsigned y : 26; };
struct d { unsigned long long x : 33, y : 33; unsigned z : 1; };
struct e { short s; int x : 17; };

int main(void)
{
	struct a a = { 31, 15, 7 };
	struct b b = { 0x1ffff, 0x15555 };
	struct c c = { 0x55, 0x2aaaaaa };
	struct d d = { 0x1ffffffff, 0x123456789, 1 };
	struct e e = { -1, -5 };
	printf("%d %d %d %d %d\n", (int)sizeof(a), (int)sizeof(b), (int)sizeof(c), (int)sizeof(d), (int)sizeof(e));
	a.y++;
	b.y <<= 1;
	c.y ^= 0x3ffffff;
	d.y += 1ull << 32;
	e.x -= 60000;
	printf("%d %d %d\n", a.x, a.y, a.z);
	printf("%x %x\n", b.x, b.y);
	printf("%x %x\n", c.x, c.y);
	printf("%llx %llx %d\n", (unsigned long long)d.x, (unsigned long long)d.y, d.z);
	printf("%d %d\n", e.s, e.x);
	return 0;
}

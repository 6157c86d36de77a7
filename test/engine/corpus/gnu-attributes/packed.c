/* Packed structs, members and bit-fields. */
#include <stddef.h>
#include <stdio.h>

struct a { char c; int i; short s; } __attribute__((packed));
struct b { char c; int i __attribute__((packed)); double d; };
struct c { char c; struct a a; int x; };
struct __attribute__((packed)) d { unsigned a : 3, b : 17, c : 13; char e; };
enum __attribute__((packed)) e { SMALL, LARGE = 200 };
union __attribute__((packed)) f { int i; char c[5]; };

int main(void)
{
	printf("%d %d %d\n", (int)sizeof(struct a), (int)offsetof(struct a, i), (int)_Alignof(struct a));
	printf("%d %d %d\n", (int)sizeof(struct b), (int)offsetof(struct b, i), (int)offsetof(struct b, d));
	printf("%d %d\n", (int)sizeof(struct c), (int)offsetof(struct c, x));
	printf("%d %d %d\n", (int)sizeof(struct d), (int)sizeof(enum e), (int)sizeof(union f));
	struct a v[3] = { { 1, -2, 3 }, { 4, 0x12345678, 6 }, { 7, 8, -9 } };
	struct d d = { 5, 0x1abcd, 0x1555, 'e' };
	v[1].i += v[0].i;
	d.b++;
	printf("%x %d %d %x %x %c\n", v[1].i, v[2].s, d.a, d.b, d.c, d.e);
	return 0;
}

/* A field of width zero ends the unit. */
#include <stddef.h>
#include <stdio.h>

struct a { unsigned x : 3; unsigned : 0; unsigned y : 3; };
struct b { char c; int : 0; char d; };
struct c { char x : 2; char : 0; char y : 2; short : 0; char z; };
struct d { unsigned long long : 0; char c; };
struct e { unsigned x : 5, : 7, y : 5; };
struct f { char c; long long : 0; };

int main(void)
{
	printf("%d %d %d\n", (int)sizeof(struct a), (int)sizeof(struct b), (int)offsetof(struct b, d));
	printf("%d %d %d\n", (int)sizeof(struct c), (int)offsetof(struct c, z), (int)sizeof(struct d));
	printf("%d %d %d\n", (int)sizeof(struct e), (int)sizeof(struct f), (int)_Alignof(struct f));
	struct e e = { 3, 17 };
	printf("%d %d %x\n", e.x, e.y, *(unsigned *)&e & 0x1f01f);
	return 0;
}

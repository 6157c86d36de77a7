/* Members lie at multiples of their alignment, and structs end at theirs. */
#include <stddef.h>
#include <stdio.h>

struct a { char c; int i; char d; };
struct b { char c; short s; char d; long long l; char e; };
struct c { char c; struct a a; short s; };
struct d { char c[3]; double d; float f; };
struct e { long long l; char c; };
union f { char c[9]; int i; short s; };

#define AT(type, member) printf("%s.%s %d\n", #type, #member, (int)offsetof(type, member))
#define SIZE(type) printf("%s %d %d\n", #type, (int)sizeof(type), (int)_Alignof(type))

int main(void)
{
	SIZE(struct a); AT(struct a, i); AT(struct a, d);
	SIZE(struct b); AT(struct b, s); AT(struct b, l); AT(struct b, e);
	SIZE(struct c); AT(struct c, a.d); AT(struct c, s);
	SIZE(struct d); AT(struct d, d); AT(struct d, f);
	SIZE(struct e); SIZE(struct e[3]);
	SIZE(union f);
	return 0;
}

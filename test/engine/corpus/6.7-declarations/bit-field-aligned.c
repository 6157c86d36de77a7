/* The alignment that bit-fields as wide as an integer give their record, with an alignment of their own or their type's. */
#include <stdio.h>

typedef long long any_long __attribute__((aligned(1)));
typedef long long whole_long __attribute__((aligned(8)));
typedef int any_int __attribute__((aligned(1)));
typedef short any_short __attribute__((aligned(1)));

struct a { long long x : 64; };
struct b { long long x : 64 __attribute__((aligned(1))); };
struct c { long long x : 64 __attribute__((aligned(4))); };
struct d { long long x : 64 __attribute__((aligned(16))); };
struct e { long long x : 33 __attribute__((aligned(1))); };
struct f { char c; long long x : 64 __attribute__((aligned(1))); };
struct g { long long x : 64 __attribute__((aligned(1))); char c; };
struct h { long long x : 64 __attribute__((packed)); };
struct i { long long x : 64, y : 64 __attribute__((aligned(1))); };
struct j { any_long x : 64; };
struct k { whole_long x : 64; };
struct l { any_long x : 64 __attribute__((aligned(1))); };
struct m { any_int x : 32; char c; };
struct n { short s; any_short x : 16; char c; };
struct o { any_int x : 16 __attribute__((aligned(1))); char c; };
struct p { long long : 64 __attribute__((aligned(1))); char c; };
struct q { long long x : 64 __attribute__((aligned(4))); char c; } __attribute__((packed));
struct r { char c[4]; long long x : 64 __attribute__((aligned(1))); char d; };
struct s { char c[8]; long long x : 64 __attribute__((aligned(1))); char d; };
union t { char c; long long x : 64 __attribute__((aligned(1))); };
#pragma pack(push, 2)
struct u { long long x : 64 __attribute__((aligned(1))); char c; };
#pragma pack(pop)

#define SHOW(type) printf(#type ": %d bytes, aligned to %d\n", (int)sizeof(type), (int)_Alignof(type))

int main(void)
{
	SHOW(struct a);
	SHOW(struct b);
	SHOW(struct c);
	SHOW(struct d);
	SHOW(struct e);
	SHOW(struct f);
	SHOW(struct g);
	SHOW(struct h);
	SHOW(struct i);
	SHOW(struct j);
	SHOW(struct k);
	SHOW(struct l);
	SHOW(struct m);
	SHOW(struct n);
	SHOW(struct o);
	SHOW(struct p);
	SHOW(struct q);
	SHOW(struct r);
	SHOW(struct s);
	SHOW(union t);
	SHOW(struct u);
	return 0;
}

/* _Pragma and #pragma pack. */
#include <stddef.h>
#include <stdio.h>

#define PACKED(n) _Pragma("pack(push, 1)") struct n { char c; int i; }; _Pragma("pack(pop)")

#pragma pack(push, 2)
struct two { char c; int i; double d; };
#pragma pack(pop)
struct plain { char c; int i; };
#pragma pack(1)
struct one { short s; int i; };
#pragma pack()
struct after { short s; int i; };

PACKED(packed)

int main(void)
{
	struct packed p = { 1, 7 };
	printf("%d %d %d\n", (int)sizeof(struct two), (int)offsetof(struct two, i), (int)sizeof(struct plain));
	printf("%d %d %d\n", (int)sizeof(struct one), (int)sizeof(struct after), (int)sizeof(p));
	return p.i;
}

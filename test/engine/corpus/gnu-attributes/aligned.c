/* aligned on types, members and variables. */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct a { char c; } __attribute__((aligned(8)));
struct b { char c; char d __attribute__((aligned(4))); };
typedef int wide __attribute__((aligned(16)));
typedef long long narrow __attribute__((aligned(2)));
struct c { char c; wide w; };
struct d { char c; narrow n; };
static char buffer[5] __attribute__((aligned(128)));
struct e { char c; } __attribute__((aligned));

int main(void)
{
	int local __attribute__((aligned(64))) = 1;
	printf("%d %d\n", (int)sizeof(struct a), (int)offsetof(struct b, d));
	printf("%d %d\n", (int)sizeof(struct c), (int)offsetof(struct c, w));
	printf("%d %d\n", (int)sizeof(struct d), (int)offsetof(struct d, n));
	printf("%d %d\n", (int)((uintptr_t)buffer % 128), (int)((uintptr_t)&local % 64));
	printf("%d\n", (int)_Alignof(struct e));
	return local;
}

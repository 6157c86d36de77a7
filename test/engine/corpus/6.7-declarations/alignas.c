/* _Alignas on objects and members. */
#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct s { char c; _Alignas(16) char d; alignas(double) char e; _Alignas(0) char f; };
static alignas(64) char buffer[3];

int main(void)
{
	_Alignas(32) int local = 5;
	_Alignas(int) _Alignas(8) char both = 6;
	printf("%d %d\n", (int)offsetof(struct s, d), (int)offsetof(struct s, e));
	printf("%d %d\n", (int)sizeof(struct s), (int)alignof(struct s));
	printf("%d %d %d\n", (int)((uintptr_t)buffer % 64), (int)((uintptr_t)&local % 32), (int)((uintptr_t)&both % 8));
	return local + both;
}

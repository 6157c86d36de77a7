/* Structs of every size from 1 to 20 bytes are passed and returned. */
#include <stdio.h>

#define SIZE(n) \
	struct s##n { unsigned char b[n]; }; \
	static struct s##n f##n(struct s##n s, int add) \
	{ \
		for (int i = 0; i < n; i++) \
			s.b[i] += add + i; \
		return s; \
	}
#define TRY(n) { \
	struct s##n s = { { 1 } }; \
	struct s##n r = f##n(f##n(s, n), 2); \
	unsigned sum = 0; \
	for (int i = 0; i < n; i++) \
		sum = sum * 3 + r.b[i]; \
	printf("%d %u\n", n, sum); \
}
SIZE(1) SIZE(2) SIZE(3) SIZE(4) SIZE(5) SIZE(7) SIZE(8) SIZE(9) SIZE(12) SIZE(16) SIZE(17) SIZE(20)

int main(void)
{
	TRY(1) TRY(2) TRY(3) TRY(4) TRY(5) TRY(7) TRY(8) TRY(9) TRY(12) TRY(16) TRY(17) TRY(20)
	return 0;
}

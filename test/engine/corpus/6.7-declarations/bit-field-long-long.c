/* Fields of up to 64 bits. */
#include <stdio.h>

struct s {
	unsigned long long a : 64;
	unsigned long long b : 63, c : 1;
	long long d : 35, e : 29;
};

int main(void)
{
	struct s s = { -1ull, 1ull << 62, 1, -(1ll << 34), (1 << 28) - 1 };
	printf("%d %llx %llx %d\n", (int)sizeof(s), s.a, (unsigned long long)s.b, (int)s.c);
	printf("%lld %lld\n", (long long)s.d, (long long)s.e);
	s.b |= 0x0fedcba987654321;
	s.d /= 3;
	s.e = s.d;
	s.c++;
	printf("%llx %lld %lld %d\n", (unsigned long long)s.b, (long long)s.d, (long long)s.e, (int)s.c);
	return 0;
}

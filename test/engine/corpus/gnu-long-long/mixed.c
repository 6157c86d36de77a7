/* long long and its constants in every kind of operation. */
#include <stdio.h>

struct s { char c; long long l; unsigned long long u : 48; };

static long long f(long long a, int b, unsigned long long c) { return a + b - (long long)c; }

int main(void)
{
	struct s s = { 1, -1, 0xffffffffffff };
	s.l <<= 33;
	s.u -= 0xffff;
	printf("%lld %llx\n", s.l, (unsigned long long)s.u);
	printf("%lld\n", f(1LL << 50, -1, 1ULL << 49));
	long long v[3] = { 1, 2, 3 }, *p = v;
	*p++ += 1LL << 32;
	p[1]--;
	printf("%lld %lld %d\n", v[0], v[2], (int)(p - v));
	for (long long i = 1LL << 33; i > 0; i >>= 11)
		printf("%lld ", i);
	putchar('\n');
	return (v[0] >> 32) + !v[0];
}

/* Floating values beyond the range of the integer type, or of the bit-field, that they are converted to. */
#include <math.h>
#include <stdio.h>

struct fields {
	unsigned int narrow : 5, half : 16, more : 17, wide : 31;
	int low : 7, high : 30;
	unsigned long long word : 32, beyond : 40;
	_Bool flag : 1;
};

static const double values[] = {
	-1.0, -0.5, -129.0, 255.5, 300.0, -40000.0, 65536.0, 70000.0, 2147483647.5, 2147483648.0, -2147483648.0, -2147483649.0,
	4294967295.0, 4294967296.0, 4294967297.0, 3e9, 1e10, -1e10, 1e18, 9223372036854775808.0, -9223372036854775808.0, -9.3e18, 9.3e18,
	1.8e19, 18446744073709551616.0, 1e20, -1e20, 1e300, -1e300, NAN, INFINITY, -INFINITY,
};

static struct fields initial = { -3.0, 1e6, 1e6, -1.0, 1e10, -1e10, 1e20, -2.0, 0.5 };
static unsigned int initial_unsigned = -1.0;
static unsigned char initial_char = 300.0;

static void show(const struct fields *f)
{
	printf("fields %u %u %u %u %d %d %llu %llu %d\n", f->narrow, f->half, f->more, f->wide, f->low, f->high,
	       (unsigned long long)f->word, (unsigned long long)f->beyond, f->flag);
}

#define ALL(v) \
do { \
	struct fields x = { v, v, v, v, v, v, v, v, v }; \
	struct fields y = { .wide = 1 }; \
	unsigned int u = v, sum = 0; \
	long s = v; \
	unsigned long t = v; \
	unsigned char array[1] = { v }; \
 \
	show(&x); \
	x.narrow = v, x.half = v, x.more = v, x.wide = v, x.low = v, x.high = v, x.word = v, x.beyond = v, x.flag = v; \
	show(&x); \
	y.narrow += v, y.wide *= v, y.low -= v, y.word += v, y.beyond += v; \
	show(&y); \
	sum += v; \
	printf("%d %d %d %d %d %u %u ", (signed char)v, (unsigned char)v, (short)v, (unsigned short)v, (int)v, u, sum); \
	printf("%ld %lu %lld %llu %d %d\n", s, t, (long long)v, (unsigned long long)v, (_Bool)v, array[0]); \
} while (0)

int main(void)
{
	unsigned int i, u;
	int n;

	for (i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		double d = values[i];
		float f = d;
		long double l = d;

		printf("%a\n", d);
		ALL(d);
		ALL(f);
		ALL(l);
		printf("%u %u\n", (unsigned int)(long double)d, (unsigned int)(double)f);
	}
	/* What gcc computes while it compiles. */
	show(&initial);
	printf("%u %d\n", initial_unsigned, initial_char);
	initial.narrow = -3.0, initial.low = 1e10, initial.beyond = -2.0;
	show(&initial);
	u = 1e10 * 2, n = -(1e10);
	printf("%u %d %u %d %d\n", u, n, (unsigned int)-1.0, (int)1e10, (unsigned char)-5.0);
	printf("%d %d\n", (int)INFINITY, (int)(1.0 / 0.0));
	return 0;
}

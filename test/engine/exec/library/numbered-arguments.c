/* %n, and arguments by their number, in formatted output and input. */
#include <stdint.h>
#include <stdio.h>

static void counts(void)
{
	int n = -1, m = -1;
	signed char c = -1;
	short h = -1;
	long l = -1;
	long long q = -1;
	intmax_t j = -1;
	char text[8];

	printf("hello%n world%hhn!%hn %ld%ln %lln%jn\n", &n, &c, &h, 5L, &l, &q, &j);
	printf("%d %d %d %ld %lld %jd\n", n, c, h, l, q, j);
	n = snprintf(text, 4, "abcdefgh%nij", &m);
	printf("%s %d %d\n", text, n, m);
}

static void output(void)
{
	printf("%2$d %1$d|%1$5d|%3$s|%2$-5d|%1$05d\n", 1, 2, "three");
	printf("%1$*2$d|%3$.*2$f|%4$*5$.*6$f|\n", 7, 3, 1.23456, 9.87654321, 12, 4);
	printf("%3$lld %1$d %2$f %4$s %2$.1f %5$Lf\n", 1, 2.5, 1234567890123LL, "text", 3.5L);
	printf("%1$c%2$c%1$c %%\n", 'a', 'b');
	printf("%1$-*2$d|%1$*2$d|\n", 4, -6);
	printf("%4$d %2$zu %3$jd %1$hhd\n", 259, (size_t)7, (intmax_t)-1234567890123, 6);
}

static void input(void)
{
	int a = 0, b = 0, n = 0;
	double d = 0;
	char word[8] = "";

	printf("%d ", sscanf("12 34 5.5 word", "%2$d %1$d %4$lf %3$7s%5$n", &a, &b, word, &d, &n));
	printf("%d %d %s %f %d\n", a, b, word, d, n);
	printf("%d ", sscanf("7-8", "%2$d%*c%1$d", &a, &b));
	printf("%d %d\n", a, b);
}

/* Every set of flags with widths and precisions. */
static void matrix(void)
{
	static const char flags[] = "-+ #0";
	static const char *const sizes[] = { "", "1", "9", ".", ".0", ".3", "9.3", "2.9", "12.10" };
	char format[32];

	for (unsigned int set = 0; set < 1u << 5; set++)
		for (unsigned int size = 0; size < sizeof(sizes) / sizeof(sizes[0]); size++) {
			char *at = format;

			*at++ = '%';
			for (int flag = 0; flag < 5; flag++)
				if (set >> flag & 1)
					*at++ = flags[flag];
			for (const char *c = "dioxXu"; *c; c++) {
				sprintf(at, "%s%c|", sizes[size], *c);
				printf(format, 0);
				printf(format, 1234);
				printf(format, -57);
			}
			for (const char *c = "eEfgGaA"; *c; c++) {
				sprintf(at, "%s%c|", sizes[size], *c);
				printf(format, 0.0);
				printf(format, 1234.5678);
				printf(format, -0.00012);
				printf(format, 1e10 / 3);
				printf(format, __builtin_inf());
			}
			sprintf(at, "%ss|", sizes[size]);
			printf(format, "text");
			sprintf(at, "%sc|", sizes[size]);
			printf(format, 'x');
			sprintf(at, "%sp|", sizes[size]);
			printf(format, (void *)0);
			printf(format, (void *)0xabc);
			sprintf(at, "%sllx|\n", sizes[size]);
			printf(format, 0x123456789abcLL);
		}
}

int main(void)
{
	counts();
	output();
	input();
	matrix();
	return 0;
}

/* More computed gotos and labels than are put together one by one, in scopes with objects of their own. */
#include <stdio.h>

#define TEN(m, n) m(n##0) m(n##1) m(n##2) m(n##3) m(n##4) m(n##5) m(n##6) m(n##7) m(n##8) m(n##9)
#define MANY(m) TEN(m, 1) TEN(m, 2) TEN(m, 3) TEN(m, 4) TEN(m, 5) TEN(m, 6) TEN(m, 7) TEN(m, 8) TEN(m, 9) \
	TEN(m, 10) TEN(m, 11) TEN(m, 12) TEN(m, 13) TEN(m, 14)
#define ADDRESS(n) &&label##n,
#define STEP(n) label##n: sum = sum * 3 + n; if (--left == 0) goto done; goto *table[(sum >> 4) % 138];
#define INNER(n) label##n: { volatile char object[n % 7 + 1]; object[0] = n; sum += object[0]; \
	if (--left == 0) goto done; goto *table[(sum >> 3) % 140]; }

static unsigned int run(unsigned int start, int left)
{
	static void *const table[] = { MANY(ADDRESS) };
	unsigned int sum = start;

	goto *table[start % 140];
	TEN(STEP, 1) TEN(STEP, 2) TEN(STEP, 3) TEN(STEP, 4) TEN(STEP, 5) TEN(STEP, 6) TEN(STEP, 7)
	{
		volatile int outer[3] = { left };

		TEN(INNER, 8) TEN(INNER, 9)
		sum += outer[0] != 0;
	}
	TEN(STEP, 10) TEN(STEP, 11) TEN(STEP, 12) TEN(STEP, 13) TEN(INNER, 14)
done:
	return sum;
}

int main(void)
{
	for (unsigned int start = 0; start < 20; start++)
		printf("%u\n", run(start * 7, 1000));
	return 0;
}

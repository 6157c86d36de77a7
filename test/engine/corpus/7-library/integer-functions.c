/* abs, div and their wider forms. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
	div_t d = div(-17, 5);
	ldiv_t l = ldiv(17, -5);
	lldiv_t ll = lldiv(-10000000000LL, 3);
	printf("%d %d %ld %ld %lld %lld\n", d.quot, d.rem, l.quot, l.rem, ll.quot, ll.rem);
	printf("%d %ld %lld %jd\n", abs(-5), labs(-6L), llabs(-7LL), imaxabs(-8));
	return 0;
}

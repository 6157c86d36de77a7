/* Bases, signs, limits and where the number ends. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
	const char *s[] = { "  42x", "-0x1F", "0777", "z", "+7", "99999999999999999999", "0x", "- 1", "" };
	for (int i = 0; i < 9; i++) {
		char *end;
		errno = 0;
		long long v = strtoll(s[i], &end, 0);
		printf("%lld %d %d\n", v, (int)(end - s[i]), errno == ERANGE);
	}
	printf("%ld %ld %lu\n", strtol("zz", 0, 36), strtol("1012", 0, 2), strtoul("-1", 0, 10) + 8);
	printf("%d %ld %g\n", atoi("12abc"), atol("-5"), atof("2.5e-1"));
	return 0;
}

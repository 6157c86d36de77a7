/* A minus sign negates an unsigned result, the largest too, but not what is out of range. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
	const char *s[] = { "18446744073709551615", "-18446744073709551615", "18446744073709551616",
		"-18446744073709551616", "-1", "4294967295", "-4294967295", "-4294967296", "-9223372036854775808",
		"-9223372036854775809", "9223372036854775808", "-2147483648", "-2147483649" };
	for (int i = 0; i < 13; i++) {
		errno = 0;
		printf("%s: %llu %d", s[i], strtoull(s[i], 0, 0), errno == ERANGE);
		errno = 0;
		printf(" %lu %d", strtoul(s[i], 0, 0), errno == ERANGE);
		errno = 0;
		printf(" %lld %d", strtoll(s[i], 0, 0), errno == ERANGE);
		errno = 0;
		printf(" %ld %d\n", strtol(s[i], 0, 0), errno == ERANGE);
	}
	return 0;
}

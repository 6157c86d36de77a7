/* Arrays and loops inside, and a pointer to static data out of one. */
#include <stdio.h>

#define DIGITS(n) ({ \
	static char _buffer[24]; \
	char *_p = _buffer + sizeof(_buffer); \
	unsigned long long _n = (n); \
	*--_p = 0; \
	do \
		*--_p = '0' + _n % 10; \
	while (_n /= 10); \
	_p; })

int main(void)
{
	printf("%s %s\n", DIGITS(12345), DIGITS(18446744073709551615ull));
	int sum = ({ int v[] = { 1, 2, 3 }; int s = 0; for (int i = 0; i < 3; i++) s += v[i]; s; });
	return sum;
}

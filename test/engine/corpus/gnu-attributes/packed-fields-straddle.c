/* A packed bit-field may cross its unit's border. */
#include <stdio.h>
#include <string.h>

struct __attribute__((packed)) s {
	unsigned long long a : 7;
	unsigned long long b : 61;
	signed c : 30;
	unsigned char d : 6;
};

int main(void)
{
	struct s s;
	memset(&s, 0, sizeof(s));
	s.a = 0x55;
	s.b = 0x123456789abcdef;
	s.c = -12345;
	s.d = 42;
	unsigned char b[sizeof(s)];
	memcpy(b, &s, sizeof(s));
	printf("%d:", (int)sizeof(s));
	for (unsigned i = 0; i < sizeof(s); i++)
		printf(" %02x", b[i]);
	printf("\n%llx %d %d\n", (unsigned long long)s.b, s.c, s.d);
	s.b <<= 3;
	s.c *= 7;
	s.a++;
	printf("%x %llx %d %d\n", (unsigned)s.a, (unsigned long long)s.b, s.c, s.d);
	return 0;
}

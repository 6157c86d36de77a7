/* 64-bit operations, piece by piece. */
#include <stdio.h>

static long long f(long long a, long long b, int op)
{
	switch (op) {
	case 0: return a + b;
	case 1: return a - b;
	case 2: return a * b;
	case 3: return a / b;
	case 4: return a % b;
	case 5: return a & b;
	case 6: return a | b;
	case 7: return a ^ b;
	case 8: return a << (b & 31);
	case 9: return a >> (b & 31);
	case 10: return a < b;
	case 11: return (unsigned long long)a < (unsigned long long)b;
	case 12: return a == b;
	case 13: return !a;
	case 14: return -a;
	default: return ~a;
	}
}

int main(void)
{
	long long v[] = { 0x100000000LL, -1, 0x7ffffffffLL, -0x1234567LL, 3 };
	for (int op = 0; op < 16; op++) {
		for (int i = 0; i < 5; i++)
			printf("%llx ", f(v[i], v[(i + 1) % 5], op));
		putchar('\n');
	}
	return 0;
}

/* Operators on integers of every width, with wrapping, shifts, division and remainders of both signs. */
#define OPS(T, a, b) do { T x = (a), y = (b); put(x + y); put(x - y); put(x * y); if (y != 0 && y != -1) { put(x / y); put(x % y); } put(x & y); put(x | y); put(x ^ y); put(~x); put(-x); put(+x); put(!x); put(x < y); put(x > y); put(x <= y); put(x >= y); put(x == y); put(x != y); put(x && y); put(x || y); put(x << 3); put(x >> 2); x += y; put(x); x -= 3; put(x); x *= y; put(x); x <<= 1; put(x); x >>= 3; put(x); x &= 0x55; put(x); x |= 0xaa; put(x); x ^= y; put(x); put(x++); put(++x); put(x--); put(--x); } while (0)
static unsigned shift(unsigned x, int n) { return x << n | x >> (32 - n); }
static long long mix(long long a, int b) { return a * b + (a >> (b & 7)) - (a ^ b); }
int main(void)
{
	OPS(signed char, -100, 27); OPS(unsigned char, 200, 100); OPS(short, -30000, 1234); OPS(unsigned short, 60000, 60000);
	OPS(int, -2147483647 - 1, 3); OPS(int, 2147483647, -7); OPS(unsigned, 4000000000u, 3000000000u); OPS(long, -5, 3); OPS(unsigned long, 5, ~0ul);
	OPS(long long, -9223372036854775807LL - 1, 10); OPS(long long, 0x7fffffffffffffffLL, -3); OPS(unsigned long long, 0xffffffffffffffffULL, 0xfedcba9876543210ULL);
	OPS(_Bool, 1, 1); OPS(char, 'a', -1);
	for (int n = 1; n < 32; n += 5) put(shift(0x80000001u, n));
	put(mix(123456789012345LL, -77));
	int i = 5; put(i++ * 2 + i); i = 3; put(i-- - --i); put((i += 4, i * 2)); put(i > 3 ? i : -i); put(i ?: 9); put(0 ?: 9);
	long long big = 1; for (int k = 0; k < 70; k++) { big = big * 7 + k; big ^= big >> 13; } put(big);
	unsigned long long h = 14695981039346656037ULL; for (const char *p = "hash me"; *p; p++) { h ^= (unsigned char)*p; h *= 1099511628211ULL; } put(h);
	put(0x80000000 >> 31); put(-8 >> 1); put((unsigned)-8 >> 1); put(1ULL << 63); put((1LL << 40) >> 38);
	int arr[3] = { 10, 20, 30 }, *p = arr; put(*p++); put(*++p); put((*p)++); put(*p); put(--*p); put(p - arr); put(p[-1]); put(&arr[3] - p); put(p > arr); put(2[arr]);
	p -= 2; p += 1; put(*p); put(*(p + 1) - *p); char *cp = (char *)arr; put((int *)(cp + 4) == arr + 1); put(!p); put(p && 1);
	return 0;
}

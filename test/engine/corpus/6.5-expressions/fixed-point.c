/* Fixed-point square roots and products. */
#include <stdint.h>
#include <stdio.h>

static int32_t multiply(int32_t a, int32_t b) { return (int32_t)(((int64_t)a * b) >> 16); }

static uint32_t root(uint64_t n)
{
	uint64_t r = 0, bit = 1ull << 62;
	while (bit > n)
		bit >>= 2;
	for (; bit; bit >>= 2) {
		if (n >= r + bit) {
			n -= r + bit;
			r = (r >> 1) + bit;
		} else
			r >>= 1;
	}
	return (uint32_t)r;
}

int main(void)
{
	printf("%d %d\n", multiply(3 << 16, -(1 << 15)), multiply(0x18000, 0x18000));
	printf("%u %u %u\n", root(2000000000000000000), root(0), root(99));
	return 0;
}

/* 64-bit products, signed and unsigned, and products of halves. */
#include <stdint.h>
#include <stdio.h>

static void wide(uint64_t a, uint64_t b)
{
	uint64_t al = (uint32_t)a, ah = a >> 32, bl = (uint32_t)b, bh = b >> 32;
	uint64_t low = al * bl, mid = ah * bl + (low >> 32), cross = al * bh + (uint32_t)mid;
	printf("%016llx%016llx\n", (unsigned long long)(ah * bh + (mid >> 32) + (cross >> 32)),
		   (unsigned long long)(a * b));
}

int main(void)
{
	wide(0xffffffffffffffff, 0xffffffffffffffff);
	wide(0x123456789abcdef0, 0xfedcba9876543210);
	printf("%lld\n", -3037000499LL * 3037000499LL);
	printf("%lld\n", (int64_t)-2147483648LL * 2147483647);
	printf("%llu\n", (uint64_t)4294967295u * 4294967295u);
	printf("%u\n", 4294967295u * 4294967295u);
	return 0;
}

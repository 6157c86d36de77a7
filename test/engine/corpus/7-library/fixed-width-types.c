/* The types and limits of stdint.h. */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>

int main(void)
{
	int8_t a = INT8_MIN;
	uint16_t b = UINT16_MAX;
	int32_t c = INT32_MIN;
	uint64_t d = UINT64_MAX;
	printf("%d %d %d %llu\n", a, b, c, (unsigned long long)d);
	printf("%d %d %d\n", (int)sizeof(intptr_t), (int)sizeof(size_t), (int)sizeof(int_fast16_t));
	printf("%d %d\n", (int)sizeof(INT64_C(1)), (int)sizeof(UINT8_C(1)));
	printf("%" PRId64 " %" PRIu8 " %" PRIxPTR "\n", INT64_MIN, (uint8_t)300, (uintptr_t)0xff);
	printf("%lld %llu\n", (long long)PTRDIFF_MAX, (unsigned long long)SIZE_MAX);
	return 0;
}

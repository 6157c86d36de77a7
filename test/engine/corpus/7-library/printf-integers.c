/* Flags, widths, precisions and lengths of integer conversions. */
#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>

int main(void)
{
	printf("[%5d] [%-5d] [%05d] [%+d] [% d] [%.3d] [%8.3d] [%-8.3d]\n", 42, 42, 42, 42, 42, 4, 4, 4);
	printf("[%x] [%#x] [%X] [%#X] [%o] [%#o] [%#5x] [%#05x]\n", 255, 255, 255, 255, 8, 8, 1, 1);
	printf("[%d] [%i] [%u] [%.0d] [%+.0d] [%.0x]\n", -1, -1, -1, 0, 0, 0);
	printf("[%hhd] [%hd] [%ld] [%lld] [%hhu]\n", 300, 70000, -5L, -5000000000LL, 511);
	printf("[%zu] [%td] [%jd] [%" PRIu64 "] [%" PRIx32 "]\n", sizeof(int), (ptrdiff_t)-3, (intmax_t)-4,
		   UINT64_MAX, UINT32_C(0xabcdef));
	printf("[%*d] [%-*d] [%.*d] [%*.*d]\n", 6, 1, 6, 2, 3, 3, 7, 4, 4);
	printf("[%*d] [%.*d] [%d%%]\n", -6, 1, -1, 2, 50);
	printf("[%+5d] [% 05d] [%-+5d] [%+x]\n", 7, 7, 7, 7);
	return 0;
}

/* ffs, clz, ctz, popcount, parity and clrsb of all widths. */
#include <stdio.h>

int main(void)
{
	unsigned v[] = { 1, 0x80000000, 0x00f0, 0xffffffff, 12 };
	for (int i = 0; i < 5; i++) {
		unsigned long long w = (unsigned long long)v[i] << 20;
		printf("%d %d %d %d %d ", __builtin_ffs(v[i]), __builtin_clz(v[i]), __builtin_ctz(v[i]),
			   __builtin_popcount(v[i]), __builtin_parity(v[i]));
		printf("%d %d %d %d %d\n", __builtin_ffsll(w), __builtin_clzll(w), __builtin_ctzll(w),
			   __builtin_popcountll(w), __builtin_parityll(w));
	}
	printf("%d %d %d\n", __builtin_ffs(0), __builtin_ffsl(8), __builtin_popcountl(-1L) == 8 * (int)sizeof(long));
	printf("%d %d %d\n", __builtin_clrsb(0), __builtin_clrsb(-256), __builtin_clrsbll(1));
	printf("%d %d\n", __builtin_ctzl(16), __builtin_clzl(1) == 8 * (int)sizeof(long) - 1);
	return 0;
}

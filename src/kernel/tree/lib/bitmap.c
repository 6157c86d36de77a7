// SPDX-License-Identifier: GPL-2.0-only
/* Runs of bits in bitmaps, a long at a time. */
#include <linux/bitmap.h>
#include <linux/minmax.h>

/* The mask of @nbits bits from @start on, all of them in one long. */
#define mask_in_long(start, nbits)						\
	(~0UL >> (BITS_PER_LONG - (nbits)) << (start) % BITS_PER_LONG)

void bitmap_set(unsigned long *map, unsigned int start, unsigned int nbits)
{
	unsigned int n;

	for (; nbits; start += n, nbits -= n) {
		n = min(nbits, BITS_PER_LONG - start % BITS_PER_LONG);
		map[start / BITS_PER_LONG] |= mask_in_long(start, n);
	}
}

void bitmap_clear(unsigned long *map, unsigned int start, unsigned int nbits)
{
	unsigned int n;

	for (; nbits; start += n, nbits -= n) {
		n = min(nbits, BITS_PER_LONG - start % BITS_PER_LONG);
		map[start / BITS_PER_LONG] &= ~mask_in_long(start, n);
	}
}

/*
 * The first run of @nr clear bits at or above @start whose first bit is a multiple of @align_mask + 1;
 * more than @size - @nr if there is none.
 */
unsigned long bitmap_find_next_zero_area(unsigned long *map, unsigned long size,
					 unsigned long start, unsigned int nr,
					 unsigned long align_mask)
{
	unsigned long index, end, used;

	for (;;) {
		index = find_next_zero_bit(map, size, start);
		index = (index + align_mask) & ~align_mask;
		end = index + nr;
		if (end > size)
			return end;
		used = find_next_bit(map, end, index);
		if (used >= end)
			return index;
		start = used + 1;
	}
}

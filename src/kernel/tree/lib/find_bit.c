// SPDX-License-Identifier: GPL-2.0-only
/* Finding bits in bitmaps, a long at a time. */
#include <linux/find.h>
#include <linux/minmax.h>

/* The first set bit of @addr ^ @invert at @offset or above. */
static unsigned long find_next(const unsigned long *addr, unsigned long size, unsigned long offset,
			       unsigned long invert)
{
	unsigned long word;

	if (offset >= size)
		return size;
	word = (addr[BIT_WORD(offset)] ^ invert) & (~0UL << (offset % BITS_PER_LONG));
	offset -= offset % BITS_PER_LONG;
	while (!word) {
		offset += BITS_PER_LONG;
		if (offset >= size)
			return size;
		word = addr[BIT_WORD(offset)] ^ invert;
	}
	return min(offset + __builtin_ctzl(word), size);
}

unsigned long find_next_bit(const unsigned long *addr, unsigned long size, unsigned long offset)
{
	return find_next(addr, size, offset, 0);
}

unsigned long find_next_zero_bit(const unsigned long *addr, unsigned long size,
				 unsigned long offset)
{
	return find_next(addr, size, offset, ~0UL);
}

/* The last set bit below @size. */
unsigned long find_last_bit(const unsigned long *addr, unsigned long size)
{
	unsigned long i = BITS_TO_LONGS(size);

	while (i--) {
		unsigned long word = addr[i];

		if (i == BIT_WORD(size))
			word &= ~(~0UL << (size % BITS_PER_LONG));
		if (word)
			return (i + 1) * BITS_PER_LONG - 1 - __builtin_clzl(word);
	}
	return size;
}

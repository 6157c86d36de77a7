/* SPDX-License-Identifier: GPL-2.0-only */
/* Runs of bits (lib/bitmap.c). */
#ifndef _LINUX_BITMAP_H
#define _LINUX_BITMAP_H

#include <linux/find.h>

void bitmap_set(unsigned long *map, unsigned int start, unsigned int nbits);
void bitmap_clear(unsigned long *map, unsigned int start, unsigned int nbits);
unsigned long bitmap_find_next_zero_area(unsigned long *map, unsigned long size,
					 unsigned long start, unsigned int nr,
					 unsigned long align_mask);

#endif

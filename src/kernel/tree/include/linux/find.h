/* SPDX-License-Identifier: GPL-2.0-only */
/* Searching bitmaps (lib/find_bit.c). Each returns @size when there is no such bit. */
#ifndef _LINUX_FIND_H
#define _LINUX_FIND_H

#include <linux/bitops.h>

unsigned long find_next_bit(const unsigned long *addr, unsigned long size, unsigned long offset);
unsigned long find_next_zero_bit(const unsigned long *addr, unsigned long size,
				 unsigned long offset);
unsigned long find_last_bit(const unsigned long *addr, unsigned long size);

#define find_first_bit(addr, size) find_next_bit((addr), (size), 0)

#endif

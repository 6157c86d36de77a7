/* SPDX-License-Identifier: GPL-2.0-only */
/* Hashing into a table of 2^bits buckets. Names are hashed byte by byte (lib/string.c's neighbour). */
#ifndef _LINUX_HASH_H
#define _LINUX_HASH_H

#include <linux/types.h>

#define GOLDEN_RATIO_32 0x61C88647U

static inline u32 hash_32(u32 val, unsigned int bits)
{
	return (val * GOLDEN_RATIO_32) >> (32 - bits);
}

/* Linux hashes names a word at a time; the value differs, what it is good for does not. */
static inline unsigned int full_name_hash(const char *name, unsigned int len)
{
	unsigned int hash = 0;

	while (len--)
		hash = (hash + (u8)*name++) * 31;
	return hash;
}

#endif

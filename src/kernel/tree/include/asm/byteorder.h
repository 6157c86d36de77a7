/* SPDX-License-Identifier: GPL-2.0-only */
/* Network byte order on a little-endian machine. Macros, so that constants stay constant. */
#ifndef _ASM_BYTEORDER_H
#define _ASM_BYTEORDER_H

#include <linux/types.h>

#define __swab16(x) ((u16)((((u16)(x) & 0x00ffU) << 8) | (((u16)(x) & 0xff00U) >> 8)))
#define __swab32(x)							\
	((u32)((((u32)(x) & 0x000000ffUL) << 24) | (((u32)(x) & 0x0000ff00UL) << 8) |	\
	       (((u32)(x) & 0x00ff0000UL) >> 8) | (((u32)(x) & 0xff000000UL) >> 24)))

#define htons(x) ((__be16)__swab16(x))
#define ntohs(x) __swab16(x)
#define htonl(x) ((__be32)__swab32(x))
#define ntohl(x) __swab32(x)
#define cpu_to_be16 htons
#define be16_to_cpu ntohs

#endif

/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How an allocation may get its memory. Nothing here ever has to wait for memory, so most flags say only
 * what the caller meant; those that change something are __GFP_ZERO and __GFP_NOFAIL.
 */
#ifndef _LINUX_GFP_H
#define _LINUX_GFP_H

#include <linux/types.h>

#define __GFP_RECLAIM ((gfp_t)0x400)
#define __GFP_HIGH ((gfp_t)0x20)
#define __GFP_ZERO ((gfp_t)0x100)
#define __GFP_NOWARN ((gfp_t)0x2000)
#define __GFP_RETRY_MAYFAIL ((gfp_t)0x4000)
#define __GFP_NOFAIL ((gfp_t)0x8000)
#define __GFP_ACCOUNT ((gfp_t)0x400000)

#define GFP_KERNEL (__GFP_RECLAIM)
#define GFP_ATOMIC (__GFP_HIGH)
#define GFP_KERNEL_ACCOUNT (GFP_KERNEL | __GFP_ACCOUNT)

#endif

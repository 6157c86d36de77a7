/* SPDX-License-Identifier: GPL-2.0-only */
/* Cache lines: what two CPUs write should not share one. */
#ifndef _LINUX_CACHE_H
#define _LINUX_CACHE_H

#include <linux/compiler.h>

#define L1_CACHE_BYTES 64
#define SMP_CACHE_BYTES L1_CACHE_BYTES
#define ____cacheline_aligned __aligned(SMP_CACHE_BYTES)
#define ____cacheline_aligned_in_smp __aligned(SMP_CACHE_BYTES)

#endif

/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * 64-bit counters that only their own CPU writes, for 64-bit machines: an update is one instruction
 * there, so that a reader on another CPU never sees half of one. (32-bit machines have no such
 * instruction; linux/u64_stats_sync.h uses a sequence count instead.)
 */
#ifndef _ASM_LOCAL64_H
#define _ASM_LOCAL64_H

#include <linux/atomic.h>

#if BITS_PER_LONG == 64

typedef struct {
	atomic_long_t a;
} local_t;

typedef struct {
	local_t a;
} local64_t;

static inline u64 local64_read(const local64_t *l)
{
	return READ_ONCE(l->a.a.counter);
}

static inline void local64_set(local64_t *l, u64 val)
{
	WRITE_ONCE(l->a.a.counter, val);
}

static inline void local64_add(s64 val, local64_t *l)
{
	__atomic_fetch_add(&l->a.a.counter, val, __ATOMIC_RELAXED);
}

static inline void local64_sub(s64 val, local64_t *l)
{
	__atomic_fetch_sub(&l->a.a.counter, val, __ATOMIC_RELAXED);
}

static inline void local64_inc(local64_t *l)
{
	__atomic_fetch_add(&l->a.a.counter, 1, __ATOMIC_RELAXED);
}

#endif /* BITS_PER_LONG == 64 */

#endif

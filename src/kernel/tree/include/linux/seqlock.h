/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Sequence counts: a writer makes the count odd, writes, and makes it even again; a reader who finds
 * another count at the end than at the beginning reads again.
 */
#ifndef _LINUX_SEQLOCK_H
#define _LINUX_SEQLOCK_H

#include <asm/processor.h>
#include <linux/compiler.h>
#include <linux/types.h>

typedef struct seqcount {
	unsigned int sequence;
} seqcount_t;

static inline void seqcount_init(seqcount_t *s)
{
	s->sequence = 0;
}

static inline unsigned int read_seqcount_begin(const seqcount_t *s)
{
	unsigned int seq = __atomic_load_n(&s->sequence, __ATOMIC_ACQUIRE);

	while (seq & 1) {
		cpu_relax();
		seq = __atomic_load_n(&s->sequence, __ATOMIC_ACQUIRE);
	}
	return seq;
}

static inline bool read_seqcount_retry(const seqcount_t *s, unsigned int start)
{
	return READ_ONCE(s->sequence) != start;
}

static inline void write_seqcount_begin(seqcount_t *s)
{
	WRITE_ONCE(s->sequence, s->sequence + 1);
}

static inline void write_seqcount_end(seqcount_t *s)
{
	__atomic_store_n(&s->sequence, s->sequence + 1, __ATOMIC_RELEASE);
}

#endif

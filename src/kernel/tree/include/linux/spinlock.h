/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Spinlocks and reader-writer locks. A CPU that has to wait lets the others run. The owner is kept, so
 * that a CPU which waits for itself is told so instead of waiting for ever.
 */
#ifndef _LINUX_SPINLOCK_H
#define _LINUX_SPINLOCK_H

#include <asm/processor.h>
#include <linux/bottom_half.h>
#include <linux/bug.h>
#include <linux/smp.h>

typedef struct spinlock {
	int owner_cpu;	/* number of the CPU that holds it, plus one; 0 while it is free */
} spinlock_t;

#define __SPIN_LOCK_UNLOCKED(name) { .owner_cpu = 0 }
#define DEFINE_SPINLOCK(x) spinlock_t x = __SPIN_LOCK_UNLOCKED(x)

static inline void spin_lock_init(spinlock_t *lock)
{
	lock->owner_cpu = 0;
}

static inline bool spin_trylock(spinlock_t *lock)
{
	int expected = 0;
	int me = smp_processor_id() + 1;

	return __atomic_compare_exchange_n(&lock->owner_cpu, &expected, me, false, __ATOMIC_ACQUIRE,
					   __ATOMIC_RELAXED);
}

static inline void spin_lock(spinlock_t *lock)
{
	while (!spin_trylock(lock)) {
		BUG_ON(READ_ONCE(lock->owner_cpu) == smp_processor_id() + 1);
		cpu_relax();
	}
}

static inline void spin_unlock(spinlock_t *lock)
{
	__atomic_store_n(&lock->owner_cpu, 0, __ATOMIC_RELEASE);
}

static inline void spin_lock_bh(spinlock_t *lock)
{
	local_bh_disable();
	spin_lock(lock);
}

static inline void spin_unlock_bh(spinlock_t *lock)
{
	spin_unlock(lock);
	local_bh_enable();
}

/* Without interrupts there is nothing to save. */
#define spin_lock_irqsave(lock, flags)					\
	do {								\
		(flags) = 0;						\
		spin_lock(lock);					\
	} while (0)
#define spin_unlock_irqrestore(lock, flags)				\
	do {								\
		(void)(flags);						\
		spin_unlock(lock);					\
	} while (0)
#define spin_lock_irq(lock) spin_lock(lock)
#define spin_unlock_irq(lock) spin_unlock(lock)

typedef struct {
	int count;	/* how many readers hold it; -1 while a writer does */
} rwlock_t;

#define DEFINE_RWLOCK(x) rwlock_t x = { .count = 0 }

static inline void read_lock(rwlock_t *lock)
{
	int old = READ_ONCE(lock->count);

	while (old < 0 || !__atomic_compare_exchange_n(&lock->count, &old, old + 1, false,
						       __ATOMIC_ACQUIRE, __ATOMIC_RELAXED)) {
		cpu_relax();
		old = READ_ONCE(lock->count);
	}
}

static inline void read_unlock(rwlock_t *lock)
{
	__atomic_fetch_sub(&lock->count, 1, __ATOMIC_RELEASE);
}

static inline void write_lock(rwlock_t *lock)
{
	int expected = 0;

	while (!__atomic_compare_exchange_n(&lock->count, &expected, -1, false, __ATOMIC_ACQUIRE,
					    __ATOMIC_RELAXED)) {
		expected = 0;
		cpu_relax();
	}
}

static inline void write_unlock(rwlock_t *lock)
{
	__atomic_store_n(&lock->count, 0, __ATOMIC_RELEASE);
}

#endif

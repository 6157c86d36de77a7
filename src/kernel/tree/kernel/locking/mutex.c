// SPDX-License-Identifier: GPL-2.0-only
/*
 * Mutexes. Where Linux puts a task that must wait to sleep, here the CPU lets the others run until the
 * mutex is free. A CPU that waits for itself would wait for ever, so that is a bug at once.
 */
#include <asm/processor.h>
#include <linux/bug.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/smp.h>

void mutex_init(struct mutex *lock)
{
	lock->owner = 0;
}

int mutex_trylock(struct mutex *lock)
{
	int expected = 0;
	int me = smp_processor_id() + 1;

	return __atomic_compare_exchange_n(&lock->owner, &expected, me, false, __ATOMIC_ACQUIRE,
					   __ATOMIC_RELAXED);
}
EXPORT_SYMBOL(mutex_trylock);

void mutex_lock(struct mutex *lock)
{
	might_sleep();
	while (!mutex_trylock(lock)) {
		BUG_ON(READ_ONCE(lock->owner) == smp_processor_id() + 1);
		cpu_relax();
	}
}
EXPORT_SYMBOL(mutex_lock);

void mutex_unlock(struct mutex *lock)
{
	WARN_ON(lock->owner != smp_processor_id() + 1);
	__atomic_store_n(&lock->owner, 0, __ATOMIC_RELEASE);
}
EXPORT_SYMBOL(mutex_unlock);

bool mutex_is_locked(struct mutex *lock)
{
	return READ_ONCE(lock->owner) != 0;
}
EXPORT_SYMBOL(mutex_is_locked);

// SPDX-License-Identifier: GPL-2.0-only
/* Reader-writer semaphores. As with mutexes, a CPU that must wait lets the others run. */
#include <asm/processor.h>
#include <linux/bug.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/rwsem.h>

void down_read(struct rw_semaphore *sem)
{
	int old = READ_ONCE(sem->count);

	might_sleep();
	while (old < 0 || !__atomic_compare_exchange_n(&sem->count, &old, old + 1, false,
						       __ATOMIC_ACQUIRE, __ATOMIC_RELAXED)) {
		cpu_relax();
		old = READ_ONCE(sem->count);
	}
}
EXPORT_SYMBOL(down_read);

/* Nobody kills anybody here: it cannot fail. */
int down_read_killable(struct rw_semaphore *sem)
{
	down_read(sem);
	return 0;
}
EXPORT_SYMBOL(down_read_killable);

void up_read(struct rw_semaphore *sem)
{
	__atomic_fetch_sub(&sem->count, 1, __ATOMIC_RELEASE);
}
EXPORT_SYMBOL(up_read);

void down_write(struct rw_semaphore *sem)
{
	int expected = 0;

	might_sleep();
	while (!__atomic_compare_exchange_n(&sem->count, &expected, -1, false, __ATOMIC_ACQUIRE,
					    __ATOMIC_RELAXED)) {
		expected = 0;
		cpu_relax();
	}
}
EXPORT_SYMBOL(down_write);

void up_write(struct rw_semaphore *sem)
{
	WARN_ON(sem->count != -1);
	__atomic_store_n(&sem->count, 0, __ATOMIC_RELEASE);
}
EXPORT_SYMBOL(up_write);

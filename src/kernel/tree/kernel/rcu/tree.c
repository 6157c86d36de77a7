// SPDX-License-Identifier: GPL-2.0-only
/*
 * Read-copy-update, the simple way: each CPU counts how deep it is in readers, and how often it has left
 * the outermost one. A grace period waits, for each CPU that is busy, until it has been outside.
 * Linux arranges CPUs in a tree so that thousands of them cost little, and needs no counting by readers.
 */
#include <asm/processor.h>
#include <linux/bug.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/percpu.h>
#include <linux/rcupdate.h>
#include <linux/spinlock.h>

struct rcu_data {
	int nesting;		/* readers that this CPU is in */
	unsigned int quiescent;	/* times that it has left the outermost one */
};

static DEFINE_PER_CPU(struct rcu_data, rcu_data);

/* Callbacks that wait for the next grace period, the latest first. */
static struct rcu_head *rcu_callbacks;
static DEFINE_SPINLOCK(rcu_callbacks_lock);

void rcu_read_lock(void)
{
	struct rcu_data *rdp = this_cpu_ptr(&rcu_data);

	WRITE_ONCE(rdp->nesting, rdp->nesting + 1);
}
EXPORT_SYMBOL(rcu_read_lock);

void rcu_read_unlock(void)
{
	struct rcu_data *rdp = this_cpu_ptr(&rcu_data);

	BUG_ON(rdp->nesting <= 0);
	if (rdp->nesting == 1)
		WRITE_ONCE(rdp->quiescent, rdp->quiescent + 1);
	WRITE_ONCE(rdp->nesting, rdp->nesting - 1);
}
EXPORT_SYMBOL(rcu_read_unlock);

/* Returns when every reader that was there at the call has gone. */
void synchronize_rcu(void)
{
	int cpu;

	might_sleep();
	for_each_cpu(cpu, &cpu_busy_mask) {
		const struct rcu_data *rdp = per_cpu_ptr(&rcu_data, cpu);
		unsigned int before = READ_ONCE(rdp->quiescent);

		if (cpu == smp_processor_id())
			continue;
		while (READ_ONCE(rdp->nesting) && READ_ONCE(rdp->quiescent) == before)
			cpu_relax();
	}
}
EXPORT_SYMBOL(synchronize_rcu);

/* Has @func(@head) called after a grace period; rcu_barrier() is when that is done here. */
void call_rcu(struct rcu_head *head, void (*func)(struct rcu_head *head))
{
	head->func = func;
	spin_lock(&rcu_callbacks_lock);
	head->next = rcu_callbacks;
	rcu_callbacks = head;
	spin_unlock(&rcu_callbacks_lock);
}
EXPORT_SYMBOL(call_rcu);

/* Returns when all callbacks that were given to call_rcu() before have run. */
void rcu_barrier(void)
{
	struct rcu_head *list, *next;

	synchronize_rcu();
	spin_lock(&rcu_callbacks_lock);
	list = rcu_callbacks;
	rcu_callbacks = NULL;
	spin_unlock(&rcu_callbacks_lock);
	for (; list; list = next) {
		next = list->next;
		list->func(list);
	}
}
EXPORT_SYMBOL(rcu_barrier);

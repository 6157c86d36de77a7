// SPDX-License-Identifier: GPL-2.0-only
/*
 * Softirqs: work that a CPU has raised and put off. It is done when the CPU enables softirqs again, and
 * at the latest when it has nothing else to do.
 *
 * In Linux the end of an interrupt is a third occasion; there are no interrupts here. Work that keeps
 * coming back is left to ksoftirqd after ten rounds; here that is the end of what the CPU is doing.
 */
#include <linux/bug.h>
#include <linux/export.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>

#define MAX_SOFTIRQ_RESTART 10

static struct softirq_action softirq_vec[NR_SOFTIRQS];

DEFINE_PER_CPU(unsigned int, __softirq_pending);
DEFINE_PER_CPU(int, __preempt_count);

/* Says what to do for softirq @nr. */
void open_softirq(int nr, void (*action)(struct softirq_action *))
{
	softirq_vec[nr].action = action;
}

/* Asks for softirq @nr on this CPU. */
void __raise_softirq_irqoff(unsigned int nr)
{
	this_cpu_write(__softirq_pending, local_softirq_pending() | 1U << nr);
}

/* Serves what is pending, and what is raised meanwhile, for a limited number of rounds. */
static void __do_softirq(void)
{
	int max_restart = MAX_SOFTIRQ_RESTART;
	unsigned int pending = local_softirq_pending();

	this_cpu_add(__preempt_count, SOFTIRQ_OFFSET);
	do {
		unsigned int nr;

		this_cpu_write(__softirq_pending, 0);
		for (nr = 0; nr < NR_SOFTIRQS; nr++)
			if (pending & 1U << nr)
				softirq_vec[nr].action(&softirq_vec[nr]);
		pending = local_softirq_pending();
	} while (pending && --max_restart);
	this_cpu_sub(__preempt_count, SOFTIRQ_OFFSET);
}

void do_softirq(void)
{
	if (in_interrupt())
		return;
	if (local_softirq_pending())
		__do_softirq();
}

/* What this CPU's ksoftirqd would do: serves softirqs until none is pending. */
void run_ksoftirqd(void)
{
	while (local_softirq_pending())
		do_softirq();
}

void local_bh_disable(void)
{
	this_cpu_add(__preempt_count, SOFTIRQ_DISABLE_OFFSET);
}
EXPORT_SYMBOL(local_bh_disable);

void local_bh_enable(void)
{
	WARN_ON(!softirq_count());
	this_cpu_sub(__preempt_count, SOFTIRQ_DISABLE_OFFSET);
	if (!in_interrupt() && local_softirq_pending())
		do_softirq();
}
EXPORT_SYMBOL(local_bh_enable);

/* Called where a task may have to wait: not allowed while softirqs are disabled or served. */
void might_sleep(void)
{
	WARN(in_interrupt(), "BUG: sleeping function called from invalid context\n");
}

/* A good moment to let another CPU run. */
void cond_resched(void)
{
	if (!in_interrupt())
		machine_yield();
}

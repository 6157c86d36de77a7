/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * In what context a CPU runs: a per-CPU number with a field for each reason not to be disturbed. There
 * are no interrupts and no preemption on this machine, so what remains is the field for softirqs: one
 * bit while one is being served, and above it how often they have been disabled.
 */
#ifndef _LINUX_PREEMPT_H
#define _LINUX_PREEMPT_H

#include <linux/percpu-defs.h>

#define SOFTIRQ_SHIFT 8
#define SOFTIRQ_OFFSET (1 << SOFTIRQ_SHIFT)
#define SOFTIRQ_DISABLE_OFFSET (2 * SOFTIRQ_OFFSET)
#define SOFTIRQ_MASK 0xff00

DECLARE_PER_CPU(int, __preempt_count);

#define preempt_count() this_cpu_read(__preempt_count)
#define softirq_count() (preempt_count() & SOFTIRQ_MASK)
#define hardirq_count() 0
#define in_softirq() (softirq_count())
#define in_serving_softirq() (softirq_count() & SOFTIRQ_OFFSET)
#define in_interrupt() (softirq_count())

#define preempt_disable() do { } while (0)
#define preempt_enable() do { } while (0)

#endif

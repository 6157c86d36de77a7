/* SPDX-License-Identifier: GPL-2.0-only */
/* Softirqs: work that a CPU puts off until it enables them (kernel/softirq.c). Left out: interrupts. */
#ifndef _LINUX_INTERRUPT_H
#define _LINUX_INTERRUPT_H

#include <linux/bottom_half.h>
#include <linux/preempt.h>

/* The order is Linux's: lower numbers are served first. */
enum {
	HI_SOFTIRQ = 0,
	TIMER_SOFTIRQ,
	NET_TX_SOFTIRQ,
	NET_RX_SOFTIRQ,
	NR_SOFTIRQS = 10
};

struct softirq_action {
	void (*action)(struct softirq_action *);
};

/* A bit for each softirq that waits on this CPU. */
DECLARE_PER_CPU(unsigned int, __softirq_pending);
#define local_softirq_pending() this_cpu_read(__softirq_pending)

void open_softirq(int nr, void (*action)(struct softirq_action *));
void __raise_softirq_irqoff(unsigned int nr);
void do_softirq(void);
void run_ksoftirqd(void);

#endif

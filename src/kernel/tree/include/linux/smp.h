/* SPDX-License-Identifier: GPL-2.0-only */
/* More than one CPU (kernel/smp.c): who am I, and work for another one. */
#ifndef _LINUX_SMP_H
#define _LINUX_SMP_H

#include <linux/cpumask.h>

typedef void (*smp_call_func_t)(void *info);

#define raw_smp_processor_id() machine_cpu_id()
#define smp_processor_id() raw_smp_processor_id()
/* A CPU's work is never moved to another, so there is nothing to undo. */
#define get_cpu() smp_processor_id()
#define put_cpu() do { } while (0)

/* The CPUs that have been given work and have not finished it. */
extern struct cpumask cpu_busy_mask;

void setup_nr_cpu_ids(void);
void smp_init(void);
int smp_call_function_single(int cpu, smp_call_func_t func, void *info, int wait);
void on_each_cpu(smp_call_func_t func, void *info, int wait);
void smp_wait_for_all(void);

#endif

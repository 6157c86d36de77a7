/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Sets of CPUs: a bit for each of NR_CPUS. Which CPUs can ever be (possible), are there (present) and
 * run (online) is known from boot; kernel/cpu.c holds these three.
 */
#ifndef _LINUX_CPUMASK_H
#define _LINUX_CPUMASK_H

#include <linux/bug.h>
#include <linux/find.h>
#include <linux/threads.h>

typedef struct cpumask {
	DECLARE_BITMAP(bits, NR_CPUS);
} cpumask_t;

#define cpumask_bits(maskp) ((maskp)->bits)

/* One more than the highest possible CPU number (kernel/smp.c). */
extern unsigned int nr_cpu_ids;
#define nr_cpumask_bits nr_cpu_ids

extern struct cpumask __cpu_possible_mask;
extern struct cpumask __cpu_present_mask;
extern struct cpumask __cpu_online_mask;
#define cpu_possible_mask ((const struct cpumask *)&__cpu_possible_mask)
#define cpu_present_mask ((const struct cpumask *)&__cpu_present_mask)
#define cpu_online_mask ((const struct cpumask *)&__cpu_online_mask)

static inline void cpumask_set_cpu(unsigned int cpu, struct cpumask *dstp)
{
	set_bit(cpu, cpumask_bits(dstp));
}

static inline void cpumask_clear_cpu(unsigned int cpu, struct cpumask *dstp)
{
	clear_bit(cpu, cpumask_bits(dstp));
}

static inline bool cpumask_test_cpu(unsigned int cpu, const struct cpumask *srcp)
{
	return test_bit(cpu, cpumask_bits(srcp));
}

/* The first CPU of the mask above @n (@n = -1: the first of all); nr_cpu_ids or more if none. */
static inline unsigned int cpumask_next(int n, const struct cpumask *srcp)
{
	return find_next_bit(cpumask_bits(srcp), nr_cpumask_bits, n + 1);
}

static inline unsigned int cpumask_first(const struct cpumask *srcp)
{
	return find_first_bit(cpumask_bits(srcp), nr_cpumask_bits);
}

static inline bool cpumask_empty(const struct cpumask *srcp)
{
	return cpumask_first(srcp) >= nr_cpumask_bits;
}

unsigned int cpumask_weight(const struct cpumask *srcp);

/*
 * for_each_cpu - iterate over the CPUs of a mask, in ascending order
 * @cpu: an integer variable, signed or not
 * @mask: pointer to the mask
 *
 * After the loop @cpu is nr_cpu_ids or more.
 */
#define for_each_cpu(cpu, mask)				\
	for ((cpu) = -1;				\
		(cpu) = cpumask_next((cpu), (mask)),	\
		(cpu) < nr_cpu_ids;)

#define for_each_possible_cpu(cpu) for_each_cpu((cpu), cpu_possible_mask)
#define for_each_present_cpu(cpu) for_each_cpu((cpu), cpu_present_mask)
#define for_each_online_cpu(cpu) for_each_cpu((cpu), cpu_online_mask)

#define num_possible_cpus() cpumask_weight(cpu_possible_mask)
#define num_online_cpus() cpumask_weight(cpu_online_mask)
#define cpu_possible(cpu) cpumask_test_cpu((cpu), cpu_possible_mask)
#define cpu_online(cpu) cpumask_test_cpu((cpu), cpu_online_mask)

void set_cpu_possible(unsigned int cpu, bool possible);
void set_cpu_present(unsigned int cpu, bool present);
void set_cpu_online(unsigned int cpu, bool online);
void boot_cpu_init(void);

#endif

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Which CPUs there are: the masks of possible, present and online CPUs. Left out: taking CPUs off and
 * putting them on while running (CPU hotplug).
 */
#include <linux/cpumask.h>
#include <linux/export.h>
#include <linux/smp.h>

struct cpumask __cpu_possible_mask;
EXPORT_SYMBOL(__cpu_possible_mask);
struct cpumask __cpu_present_mask;
EXPORT_SYMBOL(__cpu_present_mask);
struct cpumask __cpu_online_mask;
EXPORT_SYMBOL(__cpu_online_mask);

static void set_cpu(unsigned int cpu, struct cpumask *mask, bool is_in)
{
	if (is_in)
		cpumask_set_cpu(cpu, mask);
	else
		cpumask_clear_cpu(cpu, mask);
}

void set_cpu_possible(unsigned int cpu, bool possible)
{
	set_cpu(cpu, &__cpu_possible_mask, possible);
}

void set_cpu_present(unsigned int cpu, bool present)
{
	set_cpu(cpu, &__cpu_present_mask, present);
}

void set_cpu_online(unsigned int cpu, bool online)
{
	set_cpu(cpu, &__cpu_online_mask, online);
}

/* The CPU that boots is possible, present and online from the start. */
void boot_cpu_init(void)
{
	int cpu = smp_processor_id();

	set_cpu_online(cpu, true);
	set_cpu_present(cpu, true);
	set_cpu_possible(cpu, true);
}

/* How many CPUs are in the mask. */
unsigned int cpumask_weight(const struct cpumask *srcp)
{
	unsigned int weight = 0;
	unsigned int i;

	for (i = 0; i < BITS_TO_LONGS(NR_CPUS); i++)
		weight += __builtin_popcountl(srcp->bits[i]);
	return weight;
}

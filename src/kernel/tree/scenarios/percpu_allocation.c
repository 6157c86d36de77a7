// SPDX-License-Identifier: GPL-2.0-only
/*
 * Per-CPU allocation: at boot loopback_dev_init() allocates lo's counters, one set for each CPU that
 * nr_cpus= leaves possible. Here the same is done once more, step by step.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/netdevice.h>
#include <linux/percpu.h>
#include <machine/scenario.h>

/* How far apart two CPUs' copies are; 0 with one CPU. */
static unsigned long distance(const struct pcpu_lstats __percpu *lstats)
{
	const char *first = (const char *)per_cpu_ptr(lstats, 0);
	const char *second;

	if (nr_cpu_ids < 2)
		return 0;
	second = (const char *)per_cpu_ptr(lstats, 1);
	return second - first;
}

SCENARIO(scenario_percpu_allocation, "percpu-allocation",
	 "Memory for each possible CPU: how lo's counters are allocated, found and freed", 1)
{
	unsigned int cpus = num_possible_cpus();
	struct pcpu_lstats __percpu *lstats;
	u64 sum = 0;
	int cpu;

	if (!init_net.loopback_dev)
		return -ENODEV;
	pr_info("lo: counters for %u CPUs, %lu bytes apart\n", cpus,
		distance(init_net.loopback_dev->lstats));

	lstats = netdev_alloc_pcpu_stats(struct pcpu_lstats);
	if (!lstats)
		return -ENOMEM;
	for_each_possible_cpu(cpu)
		u64_stats_set(&per_cpu_ptr(lstats, cpu)->packets, cpu + 1);
	for_each_possible_cpu(cpu)
		sum += u64_stats_read(&per_cpu_ptr(lstats, cpu)->packets);
	pr_info("1 + 2 + ... + %u = %llu, one number from each CPU\n", cpus, sum);
	free_percpu(lstats);
	return 0;
}

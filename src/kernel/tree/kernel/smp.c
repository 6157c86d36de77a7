// SPDX-License-Identifier: GPL-2.0-only
/*
 * More than one CPU: how many there may be (nr_cpu_ids, and the parameter nr_cpus= that lowers it),
 * bringing them up, and giving them work.
 *
 * In Linux a CPU is interrupted to run a function. Here there are no interrupts: a CPU that is online
 * idles until it is given a function, runs it to the end, and idles again.
 */
#include <asm/processor.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/smp.h>

unsigned int nr_cpu_ids __read_mostly = NR_CPUS;
EXPORT_SYMBOL(nr_cpu_ids);

/* CPU 0 never is without work: it boots. */
struct cpumask cpu_busy_mask = { .bits = { 1 } };

/* nr_cpus=N: a hard limit; more CPUs than that do not become possible. */
static int __init nrcpus(char *str)
{
	int nr_cpus;

	if (get_option(&str, &nr_cpus) && nr_cpus > 0 && nr_cpus < nr_cpu_ids)
		nr_cpu_ids = nr_cpus;

	return 0;
}
early_param("nr_cpus", nrcpus);

/* From here on nr_cpu_ids follows from the CPUs that are possible. */
void __init setup_nr_cpu_ids(void)
{
	nr_cpu_ids = find_last_bit(cpumask_bits(cpu_possible_mask), NR_CPUS) + 1;
}

/* Brings up the other CPUs: each is online, and idle. */
void __init smp_init(void)
{
	unsigned int cpu;

	pr_info("smp: Bringing up secondary CPUs ...\n");
	for_each_present_cpu(cpu)
		set_cpu_online(cpu, true);
	cpu = num_online_cpus();
	pr_info("smp: Brought up 1 node, %u CPU%s\n", cpu, cpu > 1 ? "s" : "");
}

/* One piece of work for another CPU. */
struct call_single_data {
	int locked;		/* from when it is given until it is done */
	smp_call_func_t func;
	void *info;
};

static DEFINE_PER_CPU(struct call_single_data, csd_data);

/* What a CPU runs when it is given work: the work, and then the softirqs that it left behind. */
static void generic_smp_call_function(void *unused)
{
	struct call_single_data *csd = this_cpu_ptr(&csd_data);

	csd->func(csd->info);
	run_ksoftirqd();
	cpumask_clear_cpu(smp_processor_id(), &cpu_busy_mask);
	__atomic_store_n(&csd->locked, 0, __ATOMIC_RELEASE);
}

/* Waits until nobody else gives that CPU work. */
static void csd_lock(struct call_single_data *csd)
{
	while (__atomic_exchange_n(&csd->locked, 1, __ATOMIC_ACQUIRE))
		cpu_relax();
}

/*
 * Runs @func(@info) on @cpu, and with @wait returns only when it has. A CPU that is busy is waited for.
 * -ENXIO of Linux is -EINVAL here: there is no such CPU, or it is not online.
 */
int smp_call_function_single(int cpu, smp_call_func_t func, void *info, int wait)
{
	struct call_single_data *csd;

	if (cpu < 0 || cpu >= nr_cpu_ids || !cpu_online(cpu))
		return -EINVAL;
	if (cpu == smp_processor_id()) {
		func(info);
		return 0;
	}
	csd = per_cpu_ptr(&csd_data, cpu);
	csd_lock(csd);
	while (machine_cpu_running(cpu))
		cpu_relax();
	csd->func = func;
	csd->info = info;
	cpumask_set_cpu(cpu, &cpu_busy_mask);
	machine_start_cpu(cpu, generic_smp_call_function, NULL);
	if (wait)
		while (machine_cpu_running(cpu))
			cpu_relax();
	return 0;
}

/* Runs @func(@info) on every online CPU: on the others first, which go on meanwhile, then here. */
void on_each_cpu(smp_call_func_t func, void *info, int wait)
{
	int cpu;

	for_each_online_cpu(cpu)
		if (cpu != smp_processor_id())
			smp_call_function_single(cpu, func, info, false);
	func(info);
	if (wait)
		smp_wait_for_all();
}

/* Returns when no other CPU has work. */
void smp_wait_for_all(void)
{
	int cpu;

	for_each_online_cpu(cpu)
		if (cpu != smp_processor_id())
			while (machine_cpu_running(cpu))
				cpu_relax();
}

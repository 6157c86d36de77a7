// SPDX-License-Identifier: GPL-2.0-only
/*
 * What the architecture sets up first: the early parameters, and then, because nr_cpus= is one of them,
 * which CPUs are possible. In Linux for x86 this is setup_arch() and prefill_possible_map().
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/smp.h>
#include <linux/string.h>
#include <machine/intrinsics.h>

#define COMMAND_LINE_SIZE sizeof(machine_boot_params.command_line)

char boot_command_line[COMMAND_LINE_SIZE];
static char command_line[COMMAND_LINE_SIZE];

/* All CPUs of the machine are possible, as far as nr_cpu_ids allows. */
static void __init prefill_possible_map(void)
{
	unsigned int possible = machine_boot_params.cpus;
	unsigned int cpu;

	if (possible > nr_cpu_ids) {
		pr_warn("smpboot: %u Processors exceeds NR_CPUS limit of %u\n", possible, nr_cpu_ids);
		possible = nr_cpu_ids;
	}
	pr_info("smpboot: Allowing %u CPUs, %u hotplug CPUs\n", possible, 0U);
	for (cpu = 0; cpu < possible; cpu++) {
		set_cpu_possible(cpu, true);
		set_cpu_present(cpu, true);
	}
}

void __init setup_arch(char **cmdline_p)
{
	strscpy(boot_command_line, machine_boot_params.command_line, COMMAND_LINE_SIZE);
	strscpy(command_line, boot_command_line, COMMAND_LINE_SIZE);
	*cmdline_p = command_line;
	parse_early_param();
	prefill_possible_map();
}

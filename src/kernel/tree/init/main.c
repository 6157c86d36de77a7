// SPDX-License-Identifier: GPL-2.0-only
/*
 * Boot: start_kernel() brings up one part after the other, in Linux's order, up to the init process,
 * which here is the scenario. Left out: every part that the network devices do not stand on.
 */
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/moduleparam.h>
#include <linux/percpu.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include <linux/string.h>
#include <machine/intrinsics.h>
#include <machine/scenario.h>
#include <net/net_namespace.h>

#define UNKNOWN_OPTIONS_MAX 128

enum system_states system_state;
const char linux_banner[] = "Linux version 6.1 (the model of Annotated Kernel)\n";

extern const struct initcall_entry __start_initcalls[];
extern const struct initcall_entry __stop_initcalls[];
extern const struct obs_kernel_param __start_init_setup[];
extern const struct obs_kernel_param __stop_init_setup[];
extern int scenario_result;

/* Parameters that nobody knew, each with a space before it. */
static char unknown_options[UNKNOWN_OPTIONS_MAX];

/* Hands a parameter to the early ones of that name. */
static int __init do_early_param(char *param, char *val, const char *doing)
{
	const struct obs_kernel_param *p;

	for (p = __start_init_setup; p < __stop_init_setup; p++) {
		if (!p->early || !parameq(param, p->str))
			continue;
		if (p->setup_func(val) != 0)
			pr_warn("Malformed early option '%s'\n", param);
	}
	return 0;
}

/* Reads the early parameters off the command line, once. */
void __init parse_early_param(void)
{
	static bool done;
	static char tmp_cmdline[sizeof(machine_boot_params.command_line)];

	if (done)
		return;
	strscpy(tmp_cmdline, boot_command_line, sizeof(tmp_cmdline));
	parse_args("early options", tmp_cmdline, do_early_param);
	done = true;
}

/* Hands @line, "name=value" or "name", to the __setup() of that name. True if it was known. */
static bool __init obsolete_checksetup(char *line)
{
	const struct obs_kernel_param *p;
	bool had_early_param = false;

	for (p = __start_init_setup; p < __stop_init_setup; p++) {
		size_t n = strlen(p->str);

		if (!parameqn(line, p->str, n))
			continue;
		if (p->early) {
			if (line[n] == '\0' || line[n] == '=')
				had_early_param = true;
		} else if (p->setup_func(line + n)) {
			return true;
		}
	}
	return had_early_param;
}

/* Puts together again what next_arg() took apart; quotes stay off. */
static void __init repair_param(char *param, char *val)
{
	char *equals = param + strlen(param);

	if (val > equals + 1)
		memmove(equals + 1, val, strlen(val) + 1);
	*equals = '=';
}

/* Hands a parameter to its __setup(), and remembers it if it has none. */
static int __init unknown_bootoption(char *param, char *val, const char *doing)
{
	size_t used = strlen(unknown_options);

	if (val)
		repair_param(param, val);
	if (!obsolete_checksetup(param))
		scnprintf(unknown_options + used, sizeof(unknown_options) - used, " %s", param);
	return 0;
}

static void __init print_unknown_bootoptions(void)
{
	if (unknown_options[0])
		pr_notice("Unknown kernel command line parameters \"%s\", will be passed to user space.\n",
			  unknown_options + 1);
}

int do_one_initcall(const struct initcall_entry *entry)
{
	int ret = entry->fn();

	pr_debug("initcall %s returned %d\n", entry->name, ret);
	return ret;
}

static void __init do_initcall_level(int level)
{
	const struct initcall_entry *entry;

	for (entry = __start_initcalls; entry < __stop_initcalls; entry++)
		if (entry->level == level)
			do_one_initcall(entry);
}

/* All initcalls, level by level. As in Linux, one that fails does not stop the boot. */
static void __init do_initcalls(void)
{
	int level;

	for (level = 0; level < 8; level++)
		do_initcall_level(level);
}

static void __init do_basic_setup(void)
{
	do_initcalls();
}

static void __init kernel_init_freeable(void)
{
	smp_init();
	do_basic_setup();
}

/* The first process: the rest of the boot, and then "user space", which is the scenario. */
static void kernel_init(void)
{
	const struct scenario *scenario = requested_scenario();

	kernel_init_freeable();
	system_state = SYSTEM_RUNNING;
	if (!scenario)
		panic("No working init found: there is no scenario '%s'.",
		      machine_boot_params.scenario);
	pr_info("Run %s as init process\n", scenario->name);
	if (!scenario->counts_from_boot)
		failslab_start();
	scenario_result = scenario->run();
	run_ksoftirqd();
	pr_info("init: %s returned %d\n", scenario->name, scenario_result);
}

static void rest_init(void)
{
	kernel_init();
}

void start_kernel(void)
{
	const struct scenario *scenario = requested_scenario();
	char *command_line;

	setup_boot_percpu();
	boot_cpu_init();
	pr_notice("%s", linux_banner);
	setup_arch(&command_line);
	setup_nr_cpu_ids();
	setup_per_cpu_areas();
	pr_notice("Kernel command line: %s\n", boot_command_line);
	parse_early_param();
	parse_args("Booting kernel", command_line, unknown_bootoption);
	print_unknown_bootoptions();
	mm_init();
	if (scenario && scenario->counts_from_boot)
		failslab_start();
	net_ns_init();
	rest_init();
}

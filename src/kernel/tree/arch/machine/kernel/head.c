// SPDX-License-Identifier: GPL-2.0-only
/*
 * Where the machine enters the kernel, and what it finds there.
 *
 * The host fills machine_boot_params; machine_main() boots the kernel, which then runs the scenario as
 * its init process (init/main.c). The result of the run is the scenario's.
 *
 * State, for who looks at the machine from outside. All of it is reached from globals, by C expressions:
 *
 *	namespaces	net_namespace_list, of struct net by its member list; the first is init_net.
 *			ns.inum is its number, ns.count its users, net_cookie counts them from 1.
 *	devices		net->dev_base_head, of struct net_device by its member dev_list, in order of
 *			registration. name, ifindex, mtu, flags (enum net_device_flags), dev_addr
 *			(addr_len bytes; never NULL in a registered device), reg_state, features,
 *			name_assign_type. net->loopback_dev is the namespace's lo.
 *	statistics	dev->lstats is the cookie of a struct pcpu_lstats for each possible CPU (NULL if the
 *			device has none); CPU c's is at lstats + __per_cpu_offset[c]. On LP64 the numbers are
 *			packets.v.a.a.counter and bytes.v.a.a.counter, on ILP32 packets.v and bytes.v. lo
 *			counts a packet once: rx and tx are both the sum over all possible CPUs.
 *			dev->core_stats, also per CPU and often NULL, adds rx_dropped.
 *	CPUs		nr_cpu_ids, __cpu_possible_mask, __cpu_online_mask, cpu_busy_mask.
 *	backlogs	softnet_data, a static per-CPU variable: on CPU c at &softnet_data - __start_percpu +
 *			MACHINE_PERCPU_BASE + __per_cpu_offset[c].
 *	the log		log_records[seq % 256] for the last seqs below log_next_seq (kernel/printk/printk.c).
 *	locks		rtnl_mutex.owner: the CPU that holds rtnl, plus one; 0 while nobody does.
 */
#include <linux/init.h>
#include <linux/string.h>
#include <machine/intrinsics.h>
#include <machine/scenario.h>

struct machine_boot_params machine_boot_params;

extern const struct scenario __start_scenarios[];
extern const struct scenario __stop_scenarios[];

/* What the scenario returned; kernel_init() stores it. */
int scenario_result;

const struct scenario *requested_scenario(void)
{
	const struct scenario *s;

	for (s = __start_scenarios; s < __stop_scenarios; s++)
		if (strcmp(s->name, machine_boot_params.scenario) == 0)
			return s;
	return NULL;
}

int machine_main(void)
{
	start_kernel();
	return scenario_result;
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Reading while another CPU counts. The counters begin just below 2^32 bytes, so that on a 32-bit machine
 * a packet carries from the lower half to the upper. A reader who took one half before and one after
 * would be off by 2^32; the sequence count of u64_stats keeps that from happening.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/netdevice.h>
#include <linux/smp.h>
#include <machine/scenario.h>

#define FIRST_BYTES 0xffffff00ULL

static void send_some(void *net)
{
	scenario_ping(net, scenario_packets);
}

/* The sum, checked: it never falls, and never is more than what can have been counted. */
static int checked_read(struct net_device *dev, u64 *last)
{
	u64 most = FIRST_BYTES + 2ULL * scenario_packets * (scenario_data_len + 28);
	u64 packets, bytes;

	dev_lstats_read(dev, &packets, &bytes);
	if (bytes < *last || bytes > most) {
		pr_err("lo: torn read: %llu bytes after %llu\n", bytes, *last);
		return -EIO;
	}
	*last = bytes;
	return 0;
}

SCENARIO(scenario_concurrent_read, "concurrent-read",
	 "One CPU reads lo's statistics while another counts past 2^32 bytes: no read is torn", 0)
{
	struct net_device *dev = init_net.loopback_dev;
	int sender = nr_cpu_ids - 1;
	u64 last = FIRST_BYTES;
	int err;

	err = scenario_link_up(&init_net);
	if (err)
		return err;
	u64_stats_set(&per_cpu_ptr(dev->lstats, sender)->bytes, FIRST_BYTES);
	err = smp_call_function_single(sender, send_some, &init_net, false);
	while (!err && sender != smp_processor_id() && machine_cpu_running(sender)) {
		err = checked_read(dev, &last);
		cond_resched();
	}
	smp_wait_for_all();
	if (!err)
		err = checked_read(dev, &last);
	pr_info("lo: %llu bytes in the end\n", last);
	return err;
}

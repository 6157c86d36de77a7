// SPDX-License-Identifier: GPL-2.0-only
/*
 * Statistics: every CPU sends echo requests through lo, which are received and answered on the same CPU
 * and counted in its counters. Then they are read: dev_lstats_read() adds them up.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/netdevice.h>
#include <linux/smp.h>
#include <machine/scenario.h>

/* The first error of any CPU. */
static int send_error;

static void send_packets(void *net)
{
	int err = scenario_ping(net, scenario_packets);

	if (err)
		WRITE_ONCE(send_error, err);
}

SCENARIO(scenario_stats_read, "stats-read",
	 "Each CPU pings through lo and counts for itself; reading the statistics adds it all up", 0)
{
	struct rtnl_link_stats64 stats;
	int err;

	err = scenario_link_up(&init_net);
	if (err)
		return err;
	on_each_cpu(send_packets, &init_net, true);
	dev_get_stats(init_net.loopback_dev, &stats);
	pr_info("lo: %llu packets, %llu bytes in each direction\n", stats.rx_packets, stats.rx_bytes);
	scenario_show_stats(&init_net);
	return send_error;
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * A backlog that overflows: one CPU sends more packets than may wait, before it lets its softirqs
 * receive any. Those that find no room are dropped, and lo does not count them as sent.
 */
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/netdevice.h>
#include <machine/scenario.h>
#include <net/icmp.h>

static int burst = 1200;

static int __init burst_setup(char *str)
{
	return get_option(&str, &burst) && burst >= 0;
}
__setup("burst=", burst_setup);

static void show_counters(const char *when)
{
	struct rtnl_link_stats64 stats;

	dev_get_stats(init_net.loopback_dev, &stats);
	pr_info("%s: %llu packets, %llu bytes, %llu dropped, %u waiting\n", when, stats.rx_packets,
		stats.rx_bytes, stats.rx_dropped,
		skb_queue_len(&this_cpu_ptr(&softnet_data)->input_pkt_queue));
}

SCENARIO(scenario_backlog_overflow, "backlog-overflow",
	 "More packets than netdev_max_backlog wait on one CPU: the rest is dropped and not counted", 0)
{
	struct sock sk;
	int i, err;

	err = scenario_link_up(&init_net);
	if (err)
		return err;
	sock_init_data(&sk, &init_net);
	local_bh_disable();
	for (i = 1; i <= burst && !err; i++)
		err = ping_sendmsg(&sk, i, scenario_data_len);
	show_counters("softirqs off");
	local_bh_enable();
	run_ksoftirqd();
	show_counters("softirqs on");
	return err;
}

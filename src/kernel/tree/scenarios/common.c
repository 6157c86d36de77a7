// SPDX-License-Identifier: GPL-2.0-only
/* What several scenarios do: the parts of ip, ping and cat that they need. Not part of Linux. */
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/netdevice.h>
#include <machine/scenario.h>
#include <net/icmp.h>
#include <net/net_procfs.h>

int scenario_packets = 3;
int scenario_data_len = 56;

static int __init packets_setup(char *str)
{
	return get_option(&str, &scenario_packets) && scenario_packets >= 0;
}
__setup("packets=", packets_setup);

static int __init data_setup(char *str)
{
	return get_option(&str, &scenario_data_len) && scenario_data_len >= 0;
}
__setup("data=", data_setup);

/* "ip link set lo up" */
int scenario_link_up(struct net *net)
{
	struct net_device *dev;
	int err = -ENODEV;

	rtnl_lock();
	dev = __dev_get_by_name(net, "lo");
	if (dev)
		err = dev_change_flags(dev, dev->flags | IFF_UP, NULL);
	rtnl_unlock();
	return err;
}

/* "ping -c @packets 127.0.0.1", on this CPU, without waiting between. The first error ends it. */
int scenario_ping(struct net *net, int packets)
{
	struct sock sk;
	int i, err = 0;

	sock_init_data(&sk, net);
	for (i = 1; i <= packets && !err; i++) {
		err = ping_sendmsg(&sk, i, scenario_data_len);
		cond_resched();
	}
	WARN_ON(sk_wmem_alloc_get(&sk) != 0);
	return err;
}

/* "ip link show" */
void scenario_show_link(struct net *net)
{
	struct net_device *dev;

	rtnl_lock();
	for_each_netdev(net, dev)
		pr_info("%d: %s: flags %u%s%s mtu %u address %pM\n", dev->ifindex, dev->name, dev->flags,
			dev->flags & IFF_LOOPBACK ? " LOOPBACK" : "", dev->flags & IFF_UP ? " UP" : "",
			dev->mtu, dev->dev_addr);
	rtnl_unlock();
}

/* Logs what is in the buffer, line by line. */
static void show_lines(struct seq_file *seq)
{
	size_t start = 0, i;

	for (i = 0; i < seq->count && i < seq->size; i++) {
		if (seq->buf[i] == '\n') {
			pr_info("%.*s\n", (int)(i - start), seq->buf + start);
			start = i + 1;
		}
	}
}

/* "cat /proc/net/dev" */
void scenario_show_stats(struct net *net)
{
	static char buf[1024];
	struct seq_file seq = { .buf = buf, .size = sizeof(buf) };
	struct net_device *dev;

	rtnl_lock();
	dev_seq_show(&seq, SEQ_START_TOKEN);
	for_each_netdev(net, dev)
		dev_seq_show(&seq, dev);
	rtnl_unlock();
	show_lines(&seq);
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * The life of a namespace: a new one gets its lo; it is used; it goes, and lo with it. In the end there
 * are as many objects as before. If it cannot be made, nothing is left of the attempt.
 */
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/netdevice.h>
#include <linux/sched.h>
#include <machine/intrinsics.h>
#include <machine/scenario.h>
#include <net/net_namespace.h>

/* Logs what happens to devices. */
static int log_event(struct notifier_block *nb, unsigned long event, void *ptr)
{
	struct net_device *dev = netdev_notifier_info_to_dev(ptr);
	struct net *net = dev_net(dev);

	pr_info("net:[%u] %s: %s\n", net->ns.inum, dev->name, netdev_cmd_to_name(event));
	return NOTIFY_DONE;
}

static struct notifier_block event_logger = {
	.notifier_call = log_event,
};

/* What is done in the namespace while it lives. */
static int use_namespace(struct net *net)
{
	struct net_device *first;
	int err;

	first = list_first_entry_or_null(&net->dev_base_head, struct net_device, dev_list);
	if (!first || first != net->loopback_dev || first->ifindex != LOOPBACK_IFINDEX)
		return -ENODEV;
	err = scenario_link_up(net);
	if (err)
		return err;
	scenario_show_link(net);
	err = scenario_ping(net, scenario_packets);
	scenario_show_stats(net);
	return err;
}

SCENARIO(scenario_namespace_life, "namespace-life",
	 "A new namespace gets its lo, uses it and goes, and nothing is left behind", 0)
{
	unsigned int mark = machine_object_next();
	unsigned int leaks;
	struct net *net;
	int err;

	register_netdevice_notifier(&event_logger);
	net = copy_net_ns(CLONE_NEWNET, &init_user_ns, &init_net);
	if (IS_ERR(net)) {
		err = PTR_ERR(net);
		pr_info("copy_net_ns: %d\n", err);
	} else {
		err = use_namespace(net);
		put_net(net);
		net_ns_barrier();
	}
	unregister_netdevice_notifier(&event_logger);

	leaks = machine_report_leaks(mark);
	if (leaks) {
		pr_err("%u objects were left behind\n", leaks);
		return -EIO;
	}
	return err;
}

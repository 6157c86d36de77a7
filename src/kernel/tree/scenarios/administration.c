// SPDX-License-Identifier: GPL-2.0-only
/* What lo lets be done to it, and what it refuses: deleting, moving, renaming, giving it an address. */
#include <linux/err.h>
#include <linux/ethtool.h>
#include <linux/if_arp.h>
#include <linux/kernel.h>
#include <linux/netdevice.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <machine/scenario.h>
#include <net/net_namespace.h>

static int set_address(struct net_device *dev, const char *address)
{
	struct sockaddr sa = { .sa_family = ARPHRD_LOOPBACK };

	memcpy(sa.sa_data, address, ETH_ALEN);
	return dev_set_mac_address(dev, &sa, NULL);
}

static void show_name_assign_type(struct net_device *dev)
{
	char buf[16];
	int len = name_assign_type_show(&dev->dev, buf);

	if (len < 0)
		pr_info("%s: who chose the name cannot be read: %d\n", dev->name, len);
	else
		pr_info("%s: name_assign_type %s", dev->name, buf);
}

/* All of it, with rtnl held. */
static void administer(struct net_device *dev, struct net *other)
{
	int ret;

	show_name_assign_type(dev);
	ret = rtnl_delete_link(dev);
	pr_info("delete: %d\n", ret);
	ret = dev_change_net_namespace(dev, other, NULL);
	pr_info("move to another namespace: %d\n", ret);
	ret = set_address(dev, "\0\0\0\0\0\0");
	pr_info("address 00:00:00:00:00:00: %d\n", ret);
	ret = set_address(dev, "\1\0\136\0\0\1");
	pr_info("address 01:00:5e:00:00:01: %d\n", ret);
	ret = set_address(dev, "\2\0\0\0\0\1");
	pr_info("address 02:00:00:00:00:01: %d, now %pM\n", ret, dev->dev_addr);
	ret = dev_change_name(dev, "loop0");
	pr_info("rename while up: %d\n", ret);
	dev_close(dev);
	ret = dev_change_name(dev, "loop%d");
	pr_info("rename while down: %d, now %s\n", ret, dev->name);
	show_name_assign_type(dev);
	ret = dev_change_name(dev, "lo");
	pr_info("rename back: %d\n", ret);
	ret = dev_open(dev, NULL);
	pr_info("up again: %d\n", ret);
	ret = ethtool_get_link(dev);
	pr_info("link: %d\n", ret);
}

SCENARIO(scenario_administration, "administration",
	 "What lo refuses (to be deleted, moved, renamed while up, given no address), and what not", 0)
{
	struct net *other;
	int err;

	err = scenario_link_up(&init_net);
	if (err)
		return err;
	other = copy_net_ns(CLONE_NEWNET, &init_user_ns, &init_net);
	if (IS_ERR(other))
		return PTR_ERR(other);
	rtnl_lock();
	administer(init_net.loopback_dev, other);
	rtnl_unlock();
	put_net(other);
	net_ns_barrier();
	scenario_show_link(&init_net);
	return 0;
}

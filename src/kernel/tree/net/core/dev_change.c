// SPDX-License-Identifier: GPL-2.0-only
/*
 * Network devices, once they are registered: who hears what happens to them, bringing them up and down,
 * changing their flags, name, address and namespace, and reading their statistics. In Linux this is a
 * part of net/core/dev.c. Left out: alternative names, multicast lists, offloads, netlink messages.
 */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/netdevice.h>
#include <linux/rwsem.h>
#include <linux/string.h>
#include <net/net_namespace.h>
#include <net/sch_generic.h>

#include "dev.h"

static DECLARE_RWSEM(devnet_rename_sem);

/* Who wants to hear what happens to devices. */
static RAW_NOTIFIER_HEAD(netdev_chain);

const char *netdev_cmd_to_name(enum netdev_cmd cmd)
{
	switch (cmd) {
	case NETDEV_UP:
		return "NETDEV_UP";
	case NETDEV_DOWN:
		return "NETDEV_DOWN";
	case NETDEV_REGISTER:
		return "NETDEV_REGISTER";
	case NETDEV_UNREGISTER:
		return "NETDEV_UNREGISTER";
	case NETDEV_CHANGEADDR:
		return "NETDEV_CHANGEADDR";
	case NETDEV_GOING_DOWN:
		return "NETDEV_GOING_DOWN";
	case NETDEV_CHANGENAME:
		return "NETDEV_CHANGENAME";
	case NETDEV_PRE_UP:
		return "NETDEV_PRE_UP";
	case NETDEV_POST_INIT:
		return "NETDEV_POST_INIT";
	default:
		return "UNKNOWN_NETDEV_EVENT";
	}
}
EXPORT_SYMBOL_GPL(netdev_cmd_to_name);

static int call_netdevice_notifier(struct notifier_block *nb, unsigned long val,
				   struct net_device *dev)
{
	struct netdev_notifier_info info = { .dev = dev };

	return nb->notifier_call(nb, val, &info);
}

/* Tells all who asked; what they answer, as for raw_notifier_call_chain(). */
int call_netdevice_notifiers(unsigned long val, struct net_device *dev)
{
	struct netdev_notifier_info info = { .dev = dev };

	ASSERT_RTNL();
	return raw_notifier_call_chain(&netdev_chain, val, &info);
}
EXPORT_SYMBOL(call_netdevice_notifiers);

/* Has @nb hear of what happens to devices, beginning with those that are there already. */
int register_netdevice_notifier(struct notifier_block *nb)
{
	struct net_device *dev;
	struct net *net;
	int err;

	down_write(&pernet_ops_rwsem);
	rtnl_lock();
	err = raw_notifier_chain_register(&netdev_chain, nb);
	if (err || dev_boot_phase)
		goto unlock;
	for_each_net(net) {
		for_each_netdev(net, dev) {
			err = call_netdevice_notifier(nb, NETDEV_REGISTER, dev);
			err = notifier_to_errno(err);
			if (err)
				goto rollback;
			if (dev->flags & IFF_UP)
				call_netdevice_notifier(nb, NETDEV_UP, dev);
		}
	}
unlock:
	rtnl_unlock();
	up_write(&pernet_ops_rwsem);
	return err;

rollback:
	raw_notifier_chain_unregister(&netdev_chain, nb);
	goto unlock;
}
EXPORT_SYMBOL(register_netdevice_notifier);

/* Ends that. For the devices that are there @nb hears that they go. */
int unregister_netdevice_notifier(struct notifier_block *nb)
{
	struct net_device *dev;
	struct net *net;
	int err;

	down_write(&pernet_ops_rwsem);
	rtnl_lock();
	err = raw_notifier_chain_unregister(&netdev_chain, nb);
	if (err)
		goto unlock;
	for_each_net(net) {
		for_each_netdev(net, dev) {
			if (dev->flags & IFF_UP) {
				call_netdevice_notifier(nb, NETDEV_GOING_DOWN, dev);
				call_netdevice_notifier(nb, NETDEV_DOWN, dev);
			}
			call_netdevice_notifier(nb, NETDEV_UNREGISTER, dev);
		}
	}
unlock:
	rtnl_unlock();
	up_write(&pernet_ops_rwsem);
	return err;
}
EXPORT_SYMBOL(unregister_netdevice_notifier);

static int __dev_open(struct net_device *dev, struct netlink_ext_ack *extack)
{
	const struct net_device_ops *ops = dev->netdev_ops;
	int ret;

	ASSERT_RTNL();

	if (!netif_device_present(dev))
		return -ENODEV;
	ret = call_netdevice_notifiers(NETDEV_PRE_UP, dev);
	ret = notifier_to_errno(ret);
	if (ret)
		return ret;

	set_bit(__LINK_STATE_START, &dev->state);
	if (ops->ndo_validate_addr)
		ret = ops->ndo_validate_addr(dev);
	if (!ret && ops->ndo_open)
		ret = ops->ndo_open(dev);
	if (ret) {
		clear_bit(__LINK_STATE_START, &dev->state);
	} else {
		dev->flags |= IFF_UP;
		dev_activate(dev);
	}
	return ret;
}

/* Brings a device up. The caller holds rtnl. */
int dev_open(struct net_device *dev, struct netlink_ext_ack *extack)
{
	int ret;

	if (dev->flags & IFF_UP)
		return 0;
	ret = __dev_open(dev, extack);
	if (ret < 0)
		return ret;
	call_netdevice_notifiers(NETDEV_UP, dev);
	return ret;
}
EXPORT_SYMBOL(dev_open);

static void __dev_close_many(struct list_head *head)
{
	struct net_device *dev;

	ASSERT_RTNL();
	might_sleep();

	list_for_each_entry(dev, head, close_list) {
		call_netdevice_notifiers(NETDEV_GOING_DOWN, dev);
		clear_bit(__LINK_STATE_START, &dev->state);
	}
	list_for_each_entry(dev, head, close_list)
		dev_deactivate(dev);
	synchronize_rcu();
	list_for_each_entry(dev, head, close_list) {
		const struct net_device_ops *ops = dev->netdev_ops;

		if (ops->ndo_stop)
			ops->ndo_stop(dev);
		dev->flags &= ~IFF_UP;
	}
}

/* Takes the devices on the list down, those that are up; with @unlink off the list as well. */
void dev_close_many(struct list_head *head, bool unlink)
{
	struct net_device *dev, *tmp;

	list_for_each_entry_safe(dev, tmp, head, close_list)
		if (!(dev->flags & IFF_UP))
			list_del_init(&dev->close_list);
	if (list_empty(head))
		return;

	__dev_close_many(head);

	list_for_each_entry_safe(dev, tmp, head, close_list) {
		call_netdevice_notifiers(NETDEV_DOWN, dev);
		if (unlink)
			list_del_init(&dev->close_list);
	}
}
EXPORT_SYMBOL(dev_close_many);

void dev_close(struct net_device *dev)
{
	if (dev->flags & IFF_UP) {
		LIST_HEAD(single);

		list_add(&dev->close_list, &single);
		dev_close_many(&single, true);
		list_del(&single);
	}
}
EXPORT_SYMBOL(dev_close);

/* Sets what user space may set of a device's flags; IFF_UP brings it up or takes it down. */
int dev_change_flags(struct net_device *dev, unsigned int flags, struct netlink_ext_ack *extack)
{
	unsigned int old_flags = dev->flags;

	ASSERT_RTNL();

	dev->flags = (flags & IFF_CHANGEABLE) | (old_flags & ~IFF_CHANGEABLE);
	if (!((old_flags ^ flags) & IFF_UP))
		return 0;
	if (old_flags & IFF_UP) {
		dev_close(dev);
		return 0;
	}
	return dev_open(dev, extack);
}
EXPORT_SYMBOL(dev_change_flags);

/* Renames a device that is down. @newname may have a %d in it. */
int dev_change_name(struct net_device *dev, const char *newname)
{
	struct net *net = dev_net(dev);
	unsigned char old_assign_type;
	char oldname[IFNAMSIZ];
	int err, ret;

	ASSERT_RTNL();

	if (dev->flags & IFF_UP && likely(!(dev->priv_flags & IFF_LIVE_RENAME_OK)))
		return -EBUSY;

	down_write(&devnet_rename_sem);
	if (strncmp(newname, dev->name, IFNAMSIZ) == 0) {
		up_write(&devnet_rename_sem);
		return 0;
	}
	memcpy(oldname, dev->name, IFNAMSIZ);
	err = dev_get_valid_name(net, dev, newname);
	if (err < 0) {
		up_write(&devnet_rename_sem);
		return err;
	}
	pr_info("%s: renamed from %s\n", dev->name, oldname);
	old_assign_type = dev->name_assign_type;
	dev->name_assign_type = NET_NAME_RENAMED;

rollback:
	ret = device_rename(&dev->dev, dev->name);
	if (ret) {
		memcpy(dev->name, oldname, IFNAMSIZ);
		dev->name_assign_type = old_assign_type;
		up_write(&devnet_rename_sem);
		return ret;
	}
	up_write(&devnet_rename_sem);
	rehash_netdevice(dev);

	/* A veto takes the old name back; a veto of that is too late. */
	ret = call_netdevice_notifiers(NETDEV_CHANGENAME, dev);
	ret = notifier_to_errno(ret);
	if (ret && err >= 0) {
		err = ret;
		down_write(&devnet_rename_sem);
		memcpy(dev->name, oldname, IFNAMSIZ);
		memcpy(oldname, newname, strnlen(newname, IFNAMSIZ - 1) + 1);
		dev->name_assign_type = old_assign_type;
		old_assign_type = NET_NAME_RENAMED;
		goto rollback;
	}
	return err;
}

/* Sets a device's address: @sa holds its kind and the bytes. */
int dev_set_mac_address(struct net_device *dev, struct sockaddr *sa,
			struct netlink_ext_ack *extack)
{
	const struct net_device_ops *ops = dev->netdev_ops;
	int err;

	if (!ops->ndo_set_mac_address)
		return -EOPNOTSUPP;
	if (sa->sa_family != dev->type)
		return -EINVAL;
	if (!netif_device_present(dev))
		return -ENODEV;
	err = call_netdevice_notifiers(NETDEV_PRE_CHANGEADDR, dev);
	err = notifier_to_errno(err);
	if (err)
		return err;
	err = ops->ndo_set_mac_address(dev, sa);
	if (err)
		return err;
	dev->addr_assign_type = NET_ADDR_SET;
	call_netdevice_notifiers(NETDEV_CHANGEADDR, dev);
	return 0;
}
EXPORT_SYMBOL(dev_set_mac_address);

/* Moves @dev to another namespace, under the name @pat if its own is taken there. */
int dev_change_net_namespace(struct net_device *dev, struct net *net, const char *pat)
{
	struct net *net_old = dev_net(dev);
	int err;

	ASSERT_RTNL();

	if (netif_is_netns_local(dev))
		return -EINVAL;
	if (dev->reg_state != NETREG_REGISTERED)
		return -EINVAL;
	if (net_eq(net_old, net))
		return 0;
	if (netdev_name_in_use(net, dev->name)) {
		if (!pat)
			return -EEXIST;
		err = dev_get_valid_name(net, dev, pat);
		if (err < 0)
			return err;
	}

	dev_close(dev);
	unlist_netdevice(dev);
	synchronize_rcu();
	dev_shutdown(dev);
	call_netdevice_notifiers(NETDEV_UNREGISTER, dev);
	rcu_barrier();

	dev_net_set(dev, net);
	if (__dev_get_by_index(net, dev->ifindex))
		dev->ifindex = dev_new_index(net);
	err = device_rename(&dev->dev, dev->name);
	WARN_ON(err);
	list_netdevice(dev);
	call_netdevice_notifiers(NETDEV_REGISTER, dev);
	synchronize_rcu();
	return 0;
}
EXPORT_SYMBOL_GPL(dev_change_net_namespace);

struct net_device_core_stats __percpu *netdev_core_stats_alloc(struct net_device *dev)
{
	struct net_device_core_stats __percpu *expected = NULL;
	struct net_device_core_stats __percpu *p;

	p = alloc_percpu_gfp(struct net_device_core_stats, GFP_ATOMIC | __GFP_NOWARN);
	/* Another CPU may have been faster. */
	if (p && !__atomic_compare_exchange_n(&dev->core_stats, &expected, p, false, __ATOMIC_SEQ_CST,
					      __ATOMIC_SEQ_CST))
		free_percpu(p);
	return READ_ONCE(dev->core_stats);
}
EXPORT_SYMBOL(netdev_core_stats_alloc);

/* A device's statistics into @storage, which is returned: the driver's, and the core's added. */
struct rtnl_link_stats64 *dev_get_stats(struct net_device *dev, struct rtnl_link_stats64 *storage)
{
	const struct net_device_ops *ops = dev->netdev_ops;
	const struct net_device_core_stats __percpu *p;

	memset(storage, 0, sizeof(*storage));
	if (ops->ndo_get_stats64)
		ops->ndo_get_stats64(dev, storage);
	p = READ_ONCE(dev->core_stats);
	if (p) {
		const struct net_device_core_stats *core_stats;
		int i;

		for_each_possible_cpu(i) {
			core_stats = per_cpu_ptr(p, i);
			storage->rx_dropped += READ_ONCE(core_stats->rx_dropped);
			storage->tx_dropped += READ_ONCE(core_stats->tx_dropped);
			storage->rx_nohandler += READ_ONCE(core_stats->rx_nohandler);
			storage->rx_otherhost_dropped += READ_ONCE(core_stats->rx_otherhost_dropped);
		}
	}
	return storage;
}
EXPORT_SYMBOL(dev_get_stats);

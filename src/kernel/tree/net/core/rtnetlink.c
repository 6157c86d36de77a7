// SPDX-License-Identifier: GPL-2.0-only
/*
 * rtnl, the lock over all configuration of network devices, and deleting a link as user space asks for
 * it. Giving the lock up is when devices that were unregistered under it are finished off.
 * Left out: netlink messages.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/mutex.h>
#include <linux/netdevice.h>
#include <net/rtnetlink.h>

DEFINE_MUTEX(rtnl_mutex);

void rtnl_lock(void)
{
	mutex_lock(&rtnl_mutex);
}
EXPORT_SYMBOL(rtnl_lock);

/* Nobody kills anybody here: it cannot fail. */
int rtnl_lock_killable(void)
{
	mutex_lock(&rtnl_mutex);
	return 0;
}
EXPORT_SYMBOL(rtnl_lock_killable);

/* Gives up the lock, and nothing else. */
void __rtnl_unlock(void)
{
	mutex_unlock(&rtnl_mutex);
}

void rtnl_unlock(void)
{
	netdev_run_todo();
}
EXPORT_SYMBOL(rtnl_unlock);

bool rtnl_is_locked(void)
{
	return mutex_is_locked(&rtnl_mutex);
}
EXPORT_SYMBOL(rtnl_is_locked);

/* "ip link delete": only for devices of a kind that user space can make. */
int rtnl_delete_link(struct net_device *dev)
{
	const struct rtnl_link_ops *ops;
	LIST_HEAD(list_kill);

	ops = dev->rtnl_link_ops;
	if (!ops || !ops->dellink)
		return -EOPNOTSUPP;
	ops->dellink(dev, &list_kill);
	unregister_netdevice_many(&list_kill);
	return 0;
}
EXPORT_SYMBOL_GPL(rtnl_delete_link);

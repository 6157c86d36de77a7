// SPDX-License-Identifier: GPL-2.0-only
/*
 * A device's hardware addresses: a list, whose first entry is the one that dev_addr points to. Left out:
 * more than one, and the lists of unicast and multicast addresses to receive.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/netdevice.h>
#include <linux/slab.h>

/* Adds @addr, of @addr_len bytes, at the end of @list. */
static int __hw_addr_add(struct netdev_hw_addr_list *list, const unsigned char *addr, int addr_len)
{
	struct netdev_hw_addr *ha = kzalloc(sizeof(*ha), GFP_ATOMIC);

	if (!ha)
		return -ENOMEM;
	memcpy(ha->addr, addr, addr_len);
	ha->refcount = 1;
	list_add_tail_rcu(&ha->list, &list->list);
	list->count++;
	return 0;
}

/* Gives a new device an address, all zero. */
int dev_addr_init(struct net_device *dev)
{
	unsigned char addr[MAX_ADDR_LEN] = { 0 };
	struct netdev_hw_addr *ha;
	int err;

	INIT_LIST_HEAD(&dev->dev_addrs.list);
	dev->dev_addrs.count = 0;
	err = __hw_addr_add(&dev->dev_addrs, addr, sizeof(addr));
	if (!err) {
		ha = list_first_entry(&dev->dev_addrs.list, struct netdev_hw_addr, list);
		dev->dev_addr = ha->addr;
	}
	return err;
}

void dev_addr_flush(struct net_device *dev)
{
	struct netdev_hw_addr *ha, *tmp;

	list_for_each_entry_safe(ha, tmp, &dev->dev_addrs.list, list) {
		list_del_rcu(&ha->list);
		kfree(ha);
	}
	dev->dev_addrs.count = 0;
	dev->dev_addr = NULL;
}

/* Changes @len bytes of the device's address, from @offset. */
void dev_addr_mod(struct net_device *dev, unsigned int offset, const void *addr, size_t len)
{
	struct netdev_hw_addr *ha;

	ha = container_of(dev->dev_addr, struct netdev_hw_addr, addr[0]);
	memcpy(&ha->addr[offset], addr, len);
}
EXPORT_SYMBOL(dev_addr_mod);

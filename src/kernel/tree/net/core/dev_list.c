// SPDX-License-Identifier: GPL-2.0-only
/*
 * Network devices by name and by number: each namespace has a list of its devices and two hashes, and
 * numbers of its own. In Linux this is a part of net/core/dev.c. Left out: alternative names.
 */
#include <linux/ctype.h>
#include <linux/export.h>
#include <linux/hash.h>
#include <linux/kernel.h>
#include <linux/netdevice.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <net/net_namespace.h>

#include "dev.h"

/* Protects the lists of devices against pure readers; writers hold rtnl too. */
DEFINE_RWLOCK(dev_base_lock);
EXPORT_SYMBOL(dev_base_lock);

static inline struct hlist_head *dev_name_hash(struct net *net, const char *name)
{
	size_t len = strnlen(name, IFNAMSIZ);
	unsigned int hash = full_name_hash(name, len);

	return &net->dev_name_head[hash_32(hash, NETDEV_HASHBITS)];
}

static inline struct hlist_head *dev_index_hash(struct net *net, int ifindex)
{
	return &net->dev_index_head[ifindex & (NETDEV_HASHENTRIES - 1)];
}

static inline void dev_base_seq_inc(struct net *net)
{
	while (++net->dev_base_seq == 0)
		;
}

/* The node under which @dev is found by its name. */
struct netdev_name_node *netdev_name_node_head_alloc(struct net_device *dev)
{
	struct netdev_name_node *name_node = kmalloc(sizeof(*name_node), GFP_KERNEL);

	if (!name_node)
		return NULL;
	INIT_HLIST_NODE(&name_node->hlist);
	name_node->dev = dev;
	name_node->name = dev->name;
	return name_node;
}

void netdev_name_node_free(struct netdev_name_node *name_node)
{
	kfree(name_node);
}

static void netdev_name_node_add(struct net *net, struct netdev_name_node *name_node)
{
	hlist_add_head_rcu(&name_node->hlist, dev_name_hash(net, name_node->name));
}

static void netdev_name_node_del(struct netdev_name_node *name_node)
{
	hlist_del_rcu(&name_node->hlist);
}

static struct netdev_name_node *netdev_name_node_lookup(struct net *net, const char *name)
{
	struct hlist_head *head = dev_name_hash(net, name);
	struct netdev_name_node *name_node;

	hlist_for_each_entry(name_node, head, hlist)
		if (!strcmp(name_node->name, name))
			return name_node;
	return NULL;
}

bool netdev_name_in_use(struct net *net, const char *name)
{
	return netdev_name_node_lookup(net, name) != NULL;
}
EXPORT_SYMBOL(netdev_name_in_use);

/* Puts a device on its namespace's list, at the end, and into both hashes. */
void list_netdevice(struct net_device *dev)
{
	struct net *net = dev_net(dev);

	ASSERT_RTNL();

	write_lock(&dev_base_lock);
	list_add_tail_rcu(&dev->dev_list, &net->dev_base_head);
	netdev_name_node_add(net, dev->name_node);
	hlist_add_head_rcu(&dev->index_hlist, dev_index_hash(net, dev->ifindex));
	write_unlock(&dev_base_lock);

	dev_base_seq_inc(net);
}

/* Takes it off again; who found it before may still use it until a grace period has passed. */
void unlist_netdevice(struct net_device *dev)
{
	ASSERT_RTNL();

	write_lock(&dev_base_lock);
	list_del_rcu(&dev->dev_list);
	netdev_name_node_del(dev->name_node);
	hlist_del_rcu(&dev->index_hlist);
	write_unlock(&dev_base_lock);

	dev_base_seq_inc(dev_net(dev));
}

/* Has the device found by its present name, and no longer by the one that it had. */
void rehash_netdevice(struct net_device *dev)
{
	write_lock(&dev_base_lock);
	netdev_name_node_del(dev->name_node);
	write_unlock(&dev_base_lock);

	synchronize_rcu();

	write_lock(&dev_base_lock);
	netdev_name_node_add(dev_net(dev), dev->name_node);
	write_unlock(&dev_base_lock);
}

/* The device of that name, or NULL. The caller holds rtnl or dev_base_lock. */
struct net_device *__dev_get_by_name(struct net *net, const char *name)
{
	struct netdev_name_node *node_name = netdev_name_node_lookup(net, name);

	return node_name ? node_name->dev : NULL;
}
EXPORT_SYMBOL(__dev_get_by_name);

/* The same, with a reference that dev_put() gives back; needs no lock. */
struct net_device *dev_get_by_name(struct net *net, const char *name)
{
	struct net_device *dev;

	rcu_read_lock();
	dev = __dev_get_by_name(net, name);
	if (dev)
		dev_hold(dev);
	rcu_read_unlock();
	return dev;
}
EXPORT_SYMBOL(dev_get_by_name);

struct net_device *__dev_get_by_index(struct net *net, int ifindex)
{
	struct hlist_head *head = dev_index_hash(net, ifindex);
	struct net_device *dev;

	hlist_for_each_entry(dev, head, index_hlist)
		if (dev->ifindex == ifindex)
			return dev;
	return NULL;
}
EXPORT_SYMBOL(__dev_get_by_index);

/* The next number that no device of the namespace has: 1, 2, 3, … */
int dev_new_index(struct net *net)
{
	int ifindex = net->ifindex;

	for (;;) {
		if (++ifindex <= 0)
			ifindex = 1;
		if (!__dev_get_by_index(net, ifindex))
			return net->ifindex = ifindex;
	}
}

/* Can a device have this name? Not empty, not too long, no path and no space in it. */
bool dev_valid_name(const char *name)
{
	if (*name == '\0')
		return false;
	if (strnlen(name, IFNAMSIZ) == IFNAMSIZ)
		return false;
	if (!strcmp(name, ".") || !strcmp(name, ".."))
		return false;
	for (; *name; name++)
		if (*name == '/' || *name == ':' || isspace(*name))
			return false;
	return true;
}
EXPORT_SYMBOL(dev_valid_name);

/* A free name made from @name, which has one %d in it, into @buf. Returns the number, or an error. */
static int __dev_alloc_name(struct net *net, const char *name, char *buf)
{
	const char *p = strchr(name, '%');
	int i;

	if (p[1] != 'd' || strchr(p + 2, '%'))
		return -EINVAL;
	for (i = 0; i < 8 * 4096; i++) {
		scnprintf(buf, IFNAMSIZ, "%.*s%d%s", (int)(p - name), name, i, p + 2);
		if (!netdev_name_in_use(net, buf))
			return i;
	}
	return -ENFILE;
}

/* Gives @dev the name @name, or with %d in it the first that is free. The old name if that fails. */
int dev_get_valid_name(struct net *net, struct net_device *dev, const char *name)
{
	char buf[IFNAMSIZ];
	int ret = 0;

	if (!dev_valid_name(name))
		return -EINVAL;
	if (strchr(name, '%')) {
		ret = __dev_alloc_name(net, name, buf);
		if (ret < 0)
			return ret;
	} else {
		if (netdev_name_in_use(net, name))
			return -EEXIST;
		strscpy(buf, name, IFNAMSIZ);
	}
	strscpy(dev->name, buf, IFNAMSIZ);
	return ret;
}

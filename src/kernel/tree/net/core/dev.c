// SPDX-License-Identifier: GPL-2.0-only
/*
 * Network devices: from alloc_netdev() through register_netdevice(), unregister_netdevice() and
 * netdev_run_todo() to free_netdev(); and net_dev_init(), which starts it all at boot. Three more parts
 * of what in Linux is this one file: lists and names are in net/core/dev_list.c, what is done with a
 * registered device in net/core/dev_change.c, and how packets go through it in net/core/dev_queue.c.
 *
 * The life of a device, by dev->reg_state:
 *
 *	alloc_netdev()		UNINITIALIZED
 *	register_netdevice()	REGISTERED	on the namespace's list, hashed by name and by ifindex
 *	unregister_netdevice()	UNREGISTERING	closed, off all lists; rtnl is still held
 *	rtnl_unlock()		UNREGISTERED	netdev_run_todo() waits until nobody refers to it
 *	free_netdev()		RELEASED	its memory goes with the last reference to its kobject
 *
 * Left out: alternative names, devices above and below others, /proc, netlink messages.
 */
#include <asm/processor.h>
#include <linux/ethtool.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/netdevice.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <net/net_namespace.h>
#include <net/rtnetlink.h>
#include <net/sch_generic.h>

#include "dev.h"

/* Devices that wait for netdev_run_todo(). */
static LIST_HEAD(net_todo_list);

/* Until net_dev_init() has run. */
int dev_boot_phase = 1;

static const struct ethtool_ops default_ethtool_ops;

void netdev_freemem(struct net_device *dev)
{
	char *addr = (char *)dev - dev->padded;

	kvfree(addr);
}

static int netif_alloc_rx_queues(struct net_device *dev)
{
	unsigned int i, count = dev->num_rx_queues;
	struct netdev_rx_queue *rx;

	rx = kvcalloc(count, sizeof(*rx), GFP_KERNEL_ACCOUNT | __GFP_RETRY_MAYFAIL);
	if (!rx)
		return -ENOMEM;
	dev->_rx = rx;
	for (i = 0; i < count; i++)
		rx[i].dev = dev;
	return 0;
}

static int netif_alloc_netdev_queues(struct net_device *dev)
{
	unsigned int i, count = dev->num_tx_queues;
	struct netdev_queue *tx;

	tx = kvcalloc(count, sizeof(*tx), GFP_KERNEL_ACCOUNT | __GFP_RETRY_MAYFAIL);
	if (!tx)
		return -ENOMEM;
	dev->_tx = tx;
	for (i = 0; i < count; i++) {
		spin_lock_init(&tx[i]._xmit_lock);
		tx[i].xmit_lock_owner = -1;
		tx[i].dev = dev;
	}
	return 0;
}

/*
 * alloc_netdev_mqs - allocate a network device
 * @sizeof_priv: bytes of private data behind it
 * @name: its name, or a pattern with %d in it
 * @name_assign_type: who chose that name, NET_NAME_…
 * @setup: fills in what its kind of device has in common
 * @txqs: how many queues to send by
 * @rxqs: how many queues to receive by
 *
 * The device is not registered yet, and belongs to init_net. NULL without memory.
 */
struct net_device *alloc_netdev_mqs(int sizeof_priv, const char *name,
				    unsigned char name_assign_type,
				    void (*setup)(struct net_device *), unsigned int txqs,
				    unsigned int rxqs)
{
	struct net_device *dev, *p;
	unsigned int alloc_size;

	BUG_ON(strlen(name) >= sizeof(dev->name));

	if (txqs < 1) {
		pr_err("alloc_netdev: Unable to allocate device with zero queues\n");
		return NULL;
	}
	if (rxqs < 1) {
		pr_err("alloc_netdev: Unable to allocate device with zero RX queues\n");
		return NULL;
	}

	alloc_size = sizeof(struct net_device);
	if (sizeof_priv) {
		alloc_size = ALIGN(alloc_size, NETDEV_ALIGN);
		alloc_size += sizeof_priv;
	}
	/* The device is aligned inside what is allocated. */
	alloc_size += NETDEV_ALIGN - 1;
	p = kvzalloc(alloc_size, GFP_KERNEL_ACCOUNT | __GFP_RETRY_MAYFAIL);
	if (!p)
		return NULL;
	dev = PTR_ALIGN(p, NETDEV_ALIGN);
	dev->padded = (char *)dev - (char *)p;

	dev->pcpu_refcnt = alloc_percpu(int);
	if (!dev->pcpu_refcnt)
		goto free_dev;
	dev_hold(dev);

	if (dev_addr_init(dev))
		goto free_pcpu;

	dev_net_set(dev, &init_net);

	dev->gso_max_size = GSO_LEGACY_MAX_SIZE;
	dev->gso_max_segs = GSO_MAX_SEGS;
	dev->tso_max_size = TSO_LEGACY_MAX_SIZE;
	dev->tso_max_segs = TSO_MAX_SEGS;

	INIT_LIST_HEAD(&dev->unreg_list);
	INIT_LIST_HEAD(&dev->close_list);
	dev->priv_flags = IFF_XMIT_DST_RELEASE | IFF_XMIT_DST_RELEASE_PERM;
	setup(dev);

	if (!dev->tx_queue_len) {
		dev->priv_flags |= IFF_NO_QUEUE;
		dev->tx_queue_len = DEFAULT_TX_QUEUE_LEN;
	}

	dev->num_tx_queues = txqs;
	dev->real_num_tx_queues = txqs;
	if (netif_alloc_netdev_queues(dev))
		goto free_all;

	dev->num_rx_queues = rxqs;
	dev->real_num_rx_queues = rxqs;
	if (netif_alloc_rx_queues(dev))
		goto free_all;

	strcpy(dev->name, name);
	dev->name_assign_type = name_assign_type;
	if (!dev->ethtool_ops)
		dev->ethtool_ops = &default_ethtool_ops;
	return dev;

free_all:
	free_netdev(dev);
	return NULL;

free_pcpu:
	free_percpu(dev->pcpu_refcnt);
free_dev:
	netdev_freemem(dev);
	return NULL;
}
EXPORT_SYMBOL(alloc_netdev_mqs);

/* Gives up a device: one that was never registered goes at once, others with their last reference. */
void free_netdev(struct net_device *dev)
{
	might_sleep();

	/* Called while the unregistering is still under way: it will call again. */
	if (dev->reg_state == NETREG_UNREGISTERING) {
		ASSERT_RTNL();
		dev->needs_free_netdev = true;
		return;
	}

	kvfree(dev->_tx);
	kvfree(dev->_rx);
	dev_addr_flush(dev);
	free_percpu(dev->pcpu_refcnt);
	dev->pcpu_refcnt = NULL;
	free_percpu(dev->core_stats);
	dev->core_stats = NULL;

	if (dev->reg_state == NETREG_UNINITIALIZED) {
		netdev_freemem(dev);
		return;
	}

	BUG_ON(dev->reg_state != NETREG_UNREGISTERED);
	WRITE_ONCE(dev->reg_state, NETREG_RELEASED);
	put_device(&dev->dev);
}
EXPORT_SYMBOL(free_netdev);

/* Statistics that the core allocates for drivers that ask for it. */
static int netdev_do_alloc_pcpu_stats(struct net_device *dev)
{
	if (dev->pcpu_stat_type != NETDEV_PCPU_STAT_LSTATS)
		return 0;
	dev->lstats = netdev_alloc_pcpu_stats(struct pcpu_lstats);
	return dev->lstats ? 0 : -ENOMEM;
}

static void netdev_do_free_pcpu_stats(struct net_device *dev)
{
	if (dev->pcpu_stat_type == NETDEV_PCPU_STAT_LSTATS)
		free_percpu(dev->lstats);
}

/* What the core can do for any device, and what of it is on. */
static void netdev_init_features(struct net_device *dev)
{
	dev->hw_features |= NETIF_F_SOFT_FEATURES | NETIF_F_SOFT_FEATURES_OFF;
	dev->features |= NETIF_F_SOFT_FEATURES;
	dev->wanted_features = dev->features & dev->hw_features;
	if (!(dev->flags & IFF_LOOPBACK))
		dev->hw_features |= NETIF_F_NOCACHE_COPY;
	if (dev->hw_features & NETIF_F_TSO)
		dev->hw_features |= NETIF_F_TSO_MANGLEID;
	dev->vlan_features |= NETIF_F_HIGHDMA;
	dev->hw_enc_features |= NETIF_F_SG;
	dev->mpls_features |= NETIF_F_SG;
}

/*
 * register_netdevice - make a device known
 * @dev: the device
 *
 * The caller holds rtnl. On an error nothing of it is known; the caller still has to free it. If the
 * driver's own ndo_init() failed, its priv_destructor() is not called; if something failed after it, it is.
 */
int register_netdevice(struct net_device *dev)
{
	struct net *net = dev_net(dev);
	int ret;

	BUG_ON(dev_boot_phase);
	ASSERT_RTNL();
	might_sleep();
	BUG_ON(dev->reg_state != NETREG_UNINITIALIZED);
	BUG_ON(!net);

	spin_lock_init(&dev->addr_list_lock);

	ret = dev_get_valid_name(net, dev, dev->name);
	if (ret < 0)
		goto out;

	ret = -ENOMEM;
	dev->name_node = netdev_name_node_head_alloc(dev);
	if (!dev->name_node)
		goto out;

	if (dev->netdev_ops->ndo_init) {
		ret = dev->netdev_ops->ndo_init(dev);
		if (ret) {
			if (ret > 0)
				ret = -EIO;
			goto err_free_name;
		}
	}

	ret = netdev_do_alloc_pcpu_stats(dev);
	if (ret)
		goto err_uninit;

	ret = -EBUSY;
	if (!dev->ifindex)
		dev->ifindex = dev_new_index(net);
	else if (__dev_get_by_index(net, dev->ifindex))
		goto err_free_pcpu;

	netdev_init_features(dev);

	ret = call_netdevice_notifiers(NETDEV_POST_INIT, dev);
	ret = notifier_to_errno(ret);
	if (ret)
		goto err_free_pcpu;

	ret = netdev_register_kobject(dev);
	write_lock(&dev_base_lock);
	WRITE_ONCE(dev->reg_state, ret ? NETREG_UNREGISTERED : NETREG_REGISTERED);
	write_unlock(&dev_base_lock);
	if (ret)
		goto err_free_pcpu;

	set_bit(__LINK_STATE_PRESENT, &dev->state);
	dev_init_scheduler(dev);
	dev_hold(dev);
	list_netdevice(dev);

	if (dev->addr_assign_type == NET_ADDR_PERM)
		memcpy(dev->perm_addr, dev->dev_addr, dev->addr_len);

	ret = call_netdevice_notifiers(NETDEV_REGISTER, dev);
	ret = notifier_to_errno(ret);
	if (ret) {
		/* Somebody objects: it goes again, and the caller frees it. */
		dev->needs_free_netdev = false;
		unregister_netdevice_queue(dev, NULL);
	}
out:
	return ret;

err_free_pcpu:
	netdev_do_free_pcpu_stats(dev);
err_uninit:
	if (dev->netdev_ops->ndo_uninit)
		dev->netdev_ops->ndo_uninit(dev);
	if (dev->priv_destructor)
		dev->priv_destructor(dev);
err_free_name:
	netdev_name_node_free(dev->name_node);
	goto out;
}
EXPORT_SYMBOL(register_netdevice);

/* The same, taking rtnl for it. */
int register_netdev(struct net_device *dev)
{
	int err;

	if (rtnl_lock_killable())
		return -EINTR;
	err = register_netdevice(dev);
	rtnl_unlock();
	return err;
}
EXPORT_SYMBOL(register_netdev);

/* The first half of unregistering: closes the devices on the list and takes them off all others. */
void unregister_netdevice_many(struct list_head *head)
{
	struct net_device *dev, *tmp;
	LIST_HEAD(close_head);

	BUG_ON(dev_boot_phase);
	ASSERT_RTNL();

	if (list_empty(head))
		return;

	list_for_each_entry_safe(dev, tmp, head, unreg_list) {
		if (dev->reg_state == NETREG_UNINITIALIZED) {
			WARN(1, "unregister_netdevice: device %s never was registered\n", dev->name);
			list_del(&dev->unreg_list);
			continue;
		}
		dev->dismantle = true;
		BUG_ON(dev->reg_state != NETREG_REGISTERED);
	}

	list_for_each_entry(dev, head, unreg_list)
		list_add_tail(&dev->close_list, &close_head);
	dev_close_many(&close_head, true);

	list_for_each_entry(dev, head, unreg_list) {
		unlist_netdevice(dev);
		WRITE_ONCE(dev->reg_state, NETREG_UNREGISTERING);
	}
	flush_all_backlogs();
	synchronize_rcu();

	list_for_each_entry(dev, head, unreg_list) {
		dev_shutdown(dev);
		call_netdevice_notifiers(NETDEV_UNREGISTER, dev);
		netdev_name_node_free(dev->name_node);
		if (dev->netdev_ops->ndo_uninit)
			dev->netdev_ops->ndo_uninit(dev);
		netdev_unregister_kobject(dev);
	}
	synchronize_rcu();

	list_for_each_entry(dev, head, unreg_list) {
		dev_put(dev);
		list_add_tail(&dev->todo_list, &net_todo_list);
	}
	list_del(head);
}
EXPORT_SYMBOL(unregister_netdevice_many);

/* Unregisters @dev: at once, or with @head together with others when that list is unregistered. */
void unregister_netdevice_queue(struct net_device *dev, struct list_head *head)
{
	ASSERT_RTNL();

	if (head) {
		list_move_tail(&dev->unreg_list, head);
	} else {
		LIST_HEAD(single);

		list_add(&dev->unreg_list, &single);
		unregister_netdevice_many(&single);
	}
}
EXPORT_SYMBOL(unregister_netdevice_queue);

void unregister_netdev(struct net_device *dev)
{
	rtnl_lock();
	unregister_netdevice(dev);
	rtnl_unlock();
}
EXPORT_SYMBOL(unregister_netdev);

/* How many references to the device there are: the sum over all CPUs' counts. */
int netdev_refcnt_read(const struct net_device *dev)
{
	int i, refcnt = 0;

	for_each_possible_cpu(i)
		refcnt += *per_cpu_ptr(dev->pcpu_refcnt, i);
	return refcnt;
}
EXPORT_SYMBOL(netdev_refcnt_read);

/* Returns when only the first reference, alloc_netdev()'s, is left. */
static void netdev_wait_allrefs(struct net_device *dev)
{
	if (netdev_refcnt_read(dev) == 1)
		return;
	pr_emerg("unregister_netdevice: waiting for %s to become free\n", dev->name);
	while (netdev_refcnt_read(dev) != 1)
		cpu_relax();
}

/*
 * The second half of unregistering, when rtnl is given up (it still is held at the call): waits until
 * nobody refers to the devices any more, and frees them.
 */
void netdev_run_todo(void)
{
	struct net_device *dev, *tmp;
	struct list_head list;

	list_replace_init(&net_todo_list, &list);
	__rtnl_unlock();

	if (!list_empty(&list))
		rcu_barrier();

	list_for_each_entry(dev, &list, todo_list) {
		BUG_ON(dev->reg_state != NETREG_UNREGISTERING);
		write_lock(&dev_base_lock);
		WRITE_ONCE(dev->reg_state, NETREG_UNREGISTERED);
		write_unlock(&dev_base_lock);
	}

	list_for_each_entry_safe(dev, tmp, &list, todo_list) {
		list_del(&dev->todo_list);
		netdev_wait_allrefs(dev);
		netdev_do_free_pcpu_stats(dev);
		if (dev->priv_destructor)
			dev->priv_destructor(dev);
		if (dev->needs_free_netdev)
			free_netdev(dev);
		kobject_put(&dev->dev.kobj);
	}
}

/* ---- namespaces, and the start of it all ---- */

static struct hlist_head *netdev_create_hash(void)
{
	struct hlist_head *hash = kmalloc_array(NETDEV_HASHENTRIES, sizeof(*hash), GFP_KERNEL);
	int i;

	if (hash)
		for (i = 0; i < NETDEV_HASHENTRIES; i++)
			INIT_HLIST_HEAD(&hash[i]);
	return hash;
}

/* A new namespace has no devices yet. */
static int __net_init netdev_init(struct net *net)
{
	INIT_LIST_HEAD(&net->dev_base_head);
	net->dev_name_head = netdev_create_hash();
	if (!net->dev_name_head)
		goto err_name;
	net->dev_index_head = netdev_create_hash();
	if (!net->dev_index_head)
		goto err_idx;
	return 0;

err_idx:
	kfree(net->dev_name_head);
err_name:
	return -ENOMEM;
}

static void __net_exit netdev_exit(struct net *net)
{
	kfree(net->dev_name_head);
	kfree(net->dev_index_head);
	if (net != &init_net)
		WARN_ON(!list_empty(&net->dev_base_head));
}

static struct pernet_operations __net_initdata netdev_net_ops = {
	.init = netdev_init,
	.exit = netdev_exit,
};

/* A namespace goes: devices that can live elsewhere move to init_net. */
static void __net_exit default_device_exit_net(struct net *net)
{
	struct net_device *dev, *aux;

	ASSERT_RTNL();
	for_each_netdev_safe(net, dev, aux) {
		char fb_name[IFNAMSIZ];
		int err;

		if (netif_is_netns_local(dev))
			continue;
		if (dev->rtnl_link_ops)
			continue;
		snprintf(fb_name, IFNAMSIZ, "dev%d", dev->ifindex);
		if (netdev_name_in_use(&init_net, fb_name))
			snprintf(fb_name, IFNAMSIZ, "dev%%d");
		err = dev_change_net_namespace(dev, &init_net, fb_name);
		if (err)
			panic("%s: failed to move %s to init_net: %d\n", __func__, dev->name, err);
	}
}

/* And the others are unregistered, in the reverse order of their registration: lo is the last. */
static void __net_exit default_device_exit_batch(struct list_head *net_list)
{
	struct net_device *dev;
	struct net *net;
	LIST_HEAD(dev_kill_list);

	rtnl_lock();
	list_for_each_entry(net, net_list, exit_list)
		default_device_exit_net(net);

	list_for_each_entry(net, net_list, exit_list) {
		for_each_netdev_reverse(net, dev) {
			if (dev->rtnl_link_ops && dev->rtnl_link_ops->dellink)
				dev->rtnl_link_ops->dellink(dev, &dev_kill_list);
			else
				unregister_netdevice_queue(dev, &dev_kill_list);
		}
	}
	unregister_netdevice_many(&dev_kill_list);
	rtnl_unlock();
}

static struct pernet_operations __net_initdata default_device_ops = {
	.exit_batch = default_device_exit_batch,
};

/*
 * Starts the world of network devices: the lists of each namespace, each CPU's queues, lo in every
 * namespace, and the softirqs that packets are sent and received by.
 */
static int __init net_dev_init(void)
{
	int rc = -ENOMEM;

	BUG_ON(!dev_boot_phase);

	if (register_pernet_subsys(&netdev_net_ops))
		goto out;

	net_dev_queue_init();

	dev_boot_phase = 0;

	/* lo is registered first, and so it is in every namespace the first device to appear and the last
	 * to disappear: whatever other devices there are, it is there.
	 */
	if (register_pernet_device(&loopback_net_ops))
		goto out;

	if (register_pernet_device(&default_device_ops))
		goto out;

	open_softirq(NET_RX_SOFTIRQ, net_rx_action);
	rc = 0;
out:
	return rc;
}

subsys_initcall(net_dev_init);

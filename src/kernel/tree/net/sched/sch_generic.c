// SPDX-License-Identifier: GPL-2.0-only
/*
 * Queueing disciplines of devices that have no queue. There is one of each here, for all devices; Linux
 * makes a "noqueue" for each. Left out: all disciplines that queue.
 */
#include <linux/export.h>
#include <net/sch_generic.h>

static int noop_enqueue(struct sk_buff *skb, struct Qdisc *sch)
{
	kfree_skb(skb);
	return NET_XMIT_CN;
}

/* While a device is down: every packet is dropped. */
struct Qdisc noop_qdisc = {
	.enqueue = noop_enqueue,
	.id = "noop",
};
EXPORT_SYMBOL(noop_qdisc);

/* Nothing to enqueue with: dev_queue_xmit() gives the packet to the driver at once. */
struct Qdisc noqueue_qdisc = {
	.enqueue = NULL,
	.id = "noqueue",
};

static void dev_set_qdisc(struct net_device *dev, struct Qdisc *qdisc)
{
	unsigned int i;

	for (i = 0; i < dev->num_tx_queues; i++)
		rcu_assign_pointer(dev->_tx[i].qdisc, qdisc);
}

/* A new device: it is down. */
void dev_init_scheduler(struct net_device *dev)
{
	dev_set_qdisc(dev, &noop_qdisc);
}

/* The device comes up. */
void dev_activate(struct net_device *dev)
{
	WARN_ON(!(dev->priv_flags & IFF_NO_QUEUE));
	dev_set_qdisc(dev, &noqueue_qdisc);
}
EXPORT_SYMBOL(dev_activate);

/* The device goes down. */
void dev_deactivate(struct net_device *dev)
{
	dev_set_qdisc(dev, &noop_qdisc);
}
EXPORT_SYMBOL(dev_deactivate);

/* The device is unregistered. */
void dev_shutdown(struct net_device *dev)
{
	dev_set_qdisc(dev, &noop_qdisc);
}
EXPORT_SYMBOL(dev_shutdown);

// SPDX-License-Identifier: GPL-2.0-only
/*
 * How packets go through network devices. In Linux this is a part of net/core/dev.c.
 *
 *	dev_queue_xmit()		softirqs off
 *	  dev_hard_start_xmit()
 *	    ndo_start_xmit()		for lo loopback_xmit(), which turns the packet round:
 *	      __netif_rx()
 *	        enqueue_to_backlog()	on this CPU's queue, and NET_RX_SOFTIRQ raised
 *					softirqs on: now the softirq runs
 *	net_rx_action()
 *	  process_backlog()
 *	    __netif_receive_skb()	to whoever asked for that protocol
 *
 * Left out: real queueing disciplines, checksums and segmentation, steering packets to other CPUs,
 * receiving in bigger pieces (GRO), taps, VLANs, ingress and egress hooks.
 */
#include <asm/byteorder.h>
#include <linux/export.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/netdevice.h>
#include <net/dst.h>
#include <net/sch_generic.h>

#include "dev.h"

int netdev_max_backlog = NETDEV_MAX_BACKLOG;
EXPORT_SYMBOL(netdev_max_backlog);

DEFINE_PER_CPU_ALIGNED(struct softnet_data, softnet_data);
EXPORT_PER_CPU_SYMBOL(softnet_data);

/* Who receives packets of which protocol. */
static LIST_HEAD(ptype_base);
static DEFINE_SPINLOCK(ptype_lock);

/* From now on @pt->func gets the packets of its protocol. */
void dev_add_pack(struct packet_type *pt)
{
	spin_lock(&ptype_lock);
	list_add_rcu(&pt->list, &ptype_base);
	spin_unlock(&ptype_lock);
}
EXPORT_SYMBOL(dev_add_pack);

/* ---- sending ---- */

static int xmit_one(struct sk_buff *skb, struct net_device *dev)
{
	return netdev_start_xmit(skb, dev);
}

/* Gives a list of packets to the driver, one after the other; what it would not take is returned. */
static struct sk_buff *dev_hard_start_xmit(struct sk_buff *first, struct net_device *dev, int *ret)
{
	struct sk_buff *skb = first;
	int rc = NETDEV_TX_OK;

	while (skb) {
		struct sk_buff *next = skb->next;

		skb_mark_not_on_list(skb);
		rc = xmit_one(skb, dev);
		if (unlikely(!dev_xmit_complete(rc))) {
			skb->next = next;
			goto out;
		}
		skb = next;
	}
out:
	*ret = rc;
	return skb;
}

/* A device that sends through another, which sends through the first, would never come to an end. */
static bool dev_xmit_recursion(void)
{
	return unlikely(this_cpu_read(softnet_data.xmit.recursion) > XMIT_RECURSION_LIMIT);
}

static void netif_tx_lock(struct net_device *dev, struct netdev_queue *txq, int cpu)
{
	if (netif_is_lltx(dev))
		return;
	spin_lock(&txq->_xmit_lock);
	WRITE_ONCE(txq->xmit_lock_owner, cpu);
}

static void netif_tx_unlock(struct net_device *dev, struct netdev_queue *txq)
{
	if (netif_is_lltx(dev))
		return;
	WRITE_ONCE(txq->xmit_lock_owner, -1);
	spin_unlock(&txq->_xmit_lock);
}

/* Sends at once by a device that has no queue. Softirqs are off. */
static int dev_xmit_noqueue(struct sk_buff *skb, struct net_device *dev, struct netdev_queue *txq)
{
	int cpu = smp_processor_id();
	int rc = -ENETDOWN;

	if (!(dev->flags & IFF_UP))
		goto drop;
	if (READ_ONCE(txq->xmit_lock_owner) == cpu || dev_xmit_recursion()) {
		net_crit_ratelimited("Dead loop on virtual device %s, fix it urgently!\n", dev->name);
		goto drop;
	}
	netif_tx_lock(dev, txq, cpu);
	__this_cpu_inc(softnet_data.xmit.recursion);
	skb = dev_hard_start_xmit(skb, dev, &rc);
	__this_cpu_dec(softnet_data.xmit.recursion);
	netif_tx_unlock(dev, txq);
	if (!skb)
		return rc;
	net_crit_ratelimited("Virtual device %s asks to queue packet!\n", dev->name);
	rc = -ENETDOWN;
drop:
	kfree_skb(skb);
	return rc;
}

/*
 * dev_queue_xmit - send a packet by skb->dev
 * @skb: the packet, with the link's header; it is used up in any case
 *
 * Returns 0, a positive NET_XMIT_… when a queue dropped it, or a negative error.
 */
int dev_queue_xmit(struct sk_buff *skb)
{
	struct net_device *dev = skb->dev;
	struct netdev_queue *txq;
	struct Qdisc *q;
	int rc;

	skb_reset_mac_header(skb);

	rcu_read_lock_bh();

	if (dev->priv_flags & IFF_XMIT_DST_RELEASE)
		skb_dst_drop(skb);
	else
		skb_dst_force(skb);

	txq = &dev->_tx[0];
	q = rcu_dereference_bh(txq->qdisc);
	if (q->enqueue)
		rc = q->enqueue(skb, q);
	else
		rc = dev_xmit_noqueue(skb, dev, txq);

	rcu_read_unlock_bh();
	return rc;
}
EXPORT_SYMBOL(dev_queue_xmit);

/* ---- receiving ---- */

/* Has the backlog of this CPU polled by the softirq. */
static void napi_schedule_rps(struct softnet_data *sd)
{
	list_add_tail(&sd->backlog.poll_list, &sd->poll_list);
	__raise_softirq_irqoff(NET_RX_SOFTIRQ);
}

/* Puts a packet that came in on @cpu's queue, if there is room. @cpu is this one. */
static int enqueue_to_backlog(struct sk_buff *skb, int cpu)
{
	enum skb_drop_reason reason = SKB_DROP_REASON_DEV_READY;
	struct softnet_data *sd = &per_cpu(softnet_data, cpu);
	unsigned int qlen;

	spin_lock(&sd->input_pkt_queue.lock);
	if (!netif_running(skb->dev))
		goto drop;
	qlen = skb_queue_len(&sd->input_pkt_queue);
	if (qlen <= READ_ONCE(netdev_max_backlog)) {
		/* The first one has the queue polled; it then is until it is empty. */
		if (!qlen && !__test_and_set_bit(NAPI_STATE_SCHED, &sd->backlog.state))
			napi_schedule_rps(sd);
		__skb_queue_tail(&sd->input_pkt_queue, skb);
		spin_unlock(&sd->input_pkt_queue.lock);
		return NET_RX_SUCCESS;
	}
	reason = SKB_DROP_REASON_CPU_BACKLOG;
drop:
	sd->dropped++;
	spin_unlock(&sd->input_pkt_queue.lock);
	dev_core_stats_rx_dropped_inc(skb->dev);
	kfree_skb_reason(skb, reason);
	return NET_RX_DROP;
}

static int netif_rx_internal(struct sk_buff *skb)
{
	return enqueue_to_backlog(skb, smp_processor_id());
}

/* A driver received a packet. Softirqs are off; they deliver it when they are on again. */
int __netif_rx(struct sk_buff *skb)
{
	WARN_ON_ONCE(!softirq_count());
	return netif_rx_internal(skb);
}
EXPORT_SYMBOL(__netif_rx);

/* The same, when softirqs may be on. NET_RX_SUCCESS or NET_RX_DROP. */
int netif_rx(struct sk_buff *skb)
{
	int ret;

	local_bh_disable();
	ret = netif_rx_internal(skb);
	local_bh_enable();
	return ret;
}
EXPORT_SYMBOL(netif_rx);

/* Delivers a packet to who asked for its protocol; one that nobody wants is dropped, and counted. */
static int __netif_receive_skb(struct sk_buff *skb)
{
	struct packet_type *ptype, *pt_prev = NULL;

	skb_reset_network_header(skb);
	skb_reset_transport_header(skb);
	skb_reset_mac_len(skb);
	skb->skb_iif = skb->dev->ifindex;
	__this_cpu_inc(softnet_data.processed);

	list_for_each_entry_rcu(ptype, &ptype_base, list) {
		if (ptype->type == skb->protocol) {
			pt_prev = ptype;
			break;
		}
	}
	if (pt_prev)
		return pt_prev->func(skb, skb->dev);
	dev_core_stats_rx_dropped_inc(skb->dev);
	kfree_skb_reason(skb, SKB_DROP_REASON_UNHANDLED_PROTO);
	return NET_RX_DROP;
}

int netif_receive_skb(struct sk_buff *skb)
{
	int ret;

	rcu_read_lock();
	ret = __netif_receive_skb(skb);
	rcu_read_unlock();
	return ret;
}
EXPORT_SYMBOL(netif_receive_skb);

/* Delivers up to @quota packets of this CPU's backlog; how many it was. */
static int process_backlog(struct napi_struct *napi, int quota)
{
	struct softnet_data *sd = container_of(napi, struct softnet_data, backlog);
	bool again = true;
	int work = 0;

	while (again) {
		struct sk_buff *skb;

		while ((skb = __skb_dequeue(&sd->process_queue))) {
			rcu_read_lock();
			__netif_receive_skb(skb);
			rcu_read_unlock();
			if (++work >= quota)
				return work;
		}
		spin_lock(&sd->input_pkt_queue.lock);
		if (skb_queue_empty(&sd->input_pkt_queue)) {
			napi->state = 0;
			again = false;
		} else {
			skb_queue_splice_tail_init(&sd->input_pkt_queue, &sd->process_queue);
		}
		spin_unlock(&sd->input_pkt_queue.lock);
	}
	return work;
}

/* Polls one source of packets. If it has more, it goes to the end of @repoll. */
static int napi_poll(struct napi_struct *n, struct list_head *repoll)
{
	int work;

	list_del_init(&n->poll_list);
	work = n->poll(n, n->weight);
	if (work >= n->weight)
		list_add_tail(&n->poll_list, repoll);
	return work;
}

/* The softirq: polls who has packets, until nobody has any or the budget is used up. */
void net_rx_action(struct softirq_action *h)
{
	struct softnet_data *sd = this_cpu_ptr(&softnet_data);
	int budget = NETDEV_BUDGET;
	LIST_HEAD(list);
	LIST_HEAD(repoll);

	list_splice_init(&sd->poll_list, &list);
	while (!list_empty(&list)) {
		struct napi_struct *n = list_first_entry(&list, struct napi_struct, poll_list);

		budget -= napi_poll(n, &repoll);
		if (unlikely(budget <= 0)) {
			sd->time_squeeze++;
			break;
		}
	}
	list_splice_tail_init(&sd->poll_list, &list);
	list_splice_tail(&repoll, &list);
	list_splice(&list, &sd->poll_list);
	if (!list_empty(&sd->poll_list))
		__raise_softirq_irqoff(NET_RX_SOFTIRQ);
}

/* Throws away what waits for devices that are being unregistered, on all CPUs. */
void flush_all_backlogs(void)
{
	unsigned int cpu;

	ASSERT_RTNL();

	for_each_online_cpu(cpu) {
		struct softnet_data *sd = &per_cpu(softnet_data, cpu);
		struct sk_buff *skb, *tmp;

		if (skb_queue_empty(&sd->input_pkt_queue))
			continue;
		/* Linux has each CPU flush its own, so that process_queue can be flushed too. */
		spin_lock_bh(&sd->input_pkt_queue.lock);
		skb_queue_walk_safe(&sd->input_pkt_queue, skb, tmp) {
			if (skb->dev->reg_state == NETREG_UNREGISTERING) {
				__skb_unlink(skb, &sd->input_pkt_queue);
				kfree_skb(skb);
			}
		}
		spin_unlock_bh(&sd->input_pkt_queue.lock);
	}
}

/* Makes every CPU's queues ready. */
void __init net_dev_queue_init(void)
{
	int i;

	for_each_possible_cpu(i) {
		struct softnet_data *sd = &per_cpu(softnet_data, i);

		skb_queue_head_init(&sd->input_pkt_queue);
		skb_queue_head_init(&sd->process_queue);
		INIT_LIST_HEAD(&sd->poll_list);
		INIT_LIST_HEAD(&sd->backlog.poll_list);
		sd->backlog.poll = process_backlog;
		sd->backlog.weight = DEV_RX_WEIGHT;
	}
}

/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Queueing disciplines (net/sched/sch_generic.c), as far as a device without a queue needs them: while
 * it is down it has one that drops everything, and while it is up one that says "send at once".
 */
#ifndef __NET_SCHED_GENERIC_H
#define __NET_SCHED_GENERIC_H

#include <linux/netdevice.h>

struct Qdisc {
	int (*enqueue)(struct sk_buff *skb, struct Qdisc *sch);
	const char *id;
};

extern struct Qdisc noop_qdisc;
extern struct Qdisc noqueue_qdisc;

void dev_init_scheduler(struct net_device *dev);
void dev_activate(struct net_device *dev);
void dev_deactivate(struct net_device *dev);
void dev_shutdown(struct net_device *dev);

#endif

/* SPDX-License-Identifier: GPL-2.0-only */
/* What net/core/dev.c and its three parts share, and nobody else needs. */
#ifndef _NET_CORE_DEV_H
#define _NET_CORE_DEV_H

#include <linux/types.h>

/* Packets that wait on one CPU before more are dropped (net.core.netdev_max_backlog). */
#define NETDEV_MAX_BACKLOG 1000
/* Packets that one softirq delivers before it comes back (net.core.netdev_budget). */
#define NETDEV_BUDGET 300
/* Packets that the backlog delivers in one go (net.core.dev_weight). */
#define DEV_RX_WEIGHT 64

struct net;
struct net_device;
struct netdev_name_node;
struct softirq_action;

extern int dev_boot_phase;

struct netdev_name_node *netdev_name_node_head_alloc(struct net_device *dev);
void netdev_name_node_free(struct netdev_name_node *name_node);
void list_netdevice(struct net_device *dev);
void unlist_netdevice(struct net_device *dev);
void rehash_netdevice(struct net_device *dev);
int dev_new_index(struct net *net);
int dev_get_valid_name(struct net *net, struct net_device *dev, const char *name);

void net_rx_action(struct softirq_action *h);

#endif

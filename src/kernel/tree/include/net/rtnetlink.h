/* SPDX-License-Identifier: GPL-2.0-only */
/* Kinds of virtual devices that user space can make and delete. lo is not of such a kind. */
#ifndef __NET_RTNETLINK_H
#define __NET_RTNETLINK_H

#include <linux/rtnetlink.h>

struct rtnl_link_ops {
	const char *kind;
	void (*dellink)(struct net_device *dev, struct list_head *head);
};

#endif

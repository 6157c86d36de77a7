/* SPDX-License-Identifier: GPL-2.0-only */
/* The lock over all configuration of network devices (net/core/rtnetlink.c), and requests by user space. */
#ifndef _LINUX_RTNETLINK_H
#define _LINUX_RTNETLINK_H

#include <linux/bug.h>
#include <linux/types.h>

struct net;
struct net_device;

void rtnl_lock(void);
int rtnl_lock_killable(void);
void rtnl_unlock(void);
void __rtnl_unlock(void);
bool rtnl_is_locked(void);

int rtnl_delete_link(struct net_device *dev);

#define ASSERT_RTNL()							\
	do {								\
		if (!rtnl_is_locked())					\
			WARN(1, "RTNL: assertion failed\n");		\
	} while (0)

#endif

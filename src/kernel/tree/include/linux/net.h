/* SPDX-License-Identifier: GPL-2.0-only */
/* Messages about the network. Linux lets only so many through in a second; here all of them pass. */
#ifndef _LINUX_NET_H
#define _LINUX_NET_H

#include <linux/printk.h>

#define net_crit_ratelimited(fmt, ...) pr_crit(fmt, ##__VA_ARGS__)
#define net_warn_ratelimited(fmt, ...) pr_warn(fmt, ##__VA_ARGS__)

#endif

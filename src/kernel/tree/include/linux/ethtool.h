/* SPDX-License-Identifier: GPL-2.0-only */
/* What user space asks a driver about its hardware (net/ethtool/): the two questions that lo answers. */
#ifndef _LINUX_ETHTOOL_H
#define _LINUX_ETHTOOL_H

#include <linux/types.h>

struct net_device;

#define SOF_TIMESTAMPING_RX_SOFTWARE (1 << 3)
#define SOF_TIMESTAMPING_SOFTWARE (1 << 4)

struct ethtool_ts_info {
	__u32 so_timestamping;
	__s32 phc_index;
};

struct ethtool_ops {
	u32 (*get_link)(struct net_device *dev);
	int (*get_ts_info)(struct net_device *dev, struct ethtool_ts_info *info);
};

int ethtool_op_get_ts_info(struct net_device *dev, struct ethtool_ts_info *info);
int ethtool_get_link(struct net_device *dev);

#endif

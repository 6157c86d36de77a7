// SPDX-License-Identifier: GPL-2.0-only
/* What ethtool asks: is there a link, and which time stamps are there. In Linux also common.c. */
#include <linux/errno.h>
#include <linux/ethtool.h>
#include <linux/export.h>
#include <linux/netdevice.h>

/* ETHTOOL_GLINK: 1 with a link, 0 without, -EOPNOTSUPP if the driver cannot say. */
int ethtool_get_link(struct net_device *dev)
{
	if (!dev->ethtool_ops->get_link)
		return -EOPNOTSUPP;
	return netif_running(dev) && dev->ethtool_ops->get_link(dev);
}

/* Time stamps of a driver that leaves them to the stack: software only. */
int ethtool_op_get_ts_info(struct net_device *dev, struct ethtool_ts_info *info)
{
	info->so_timestamping = SOF_TIMESTAMPING_RX_SOFTWARE | SOF_TIMESTAMPING_SOFTWARE;
	info->phc_index = -1;
	return 0;
}
EXPORT_SYMBOL(ethtool_op_get_ts_info);

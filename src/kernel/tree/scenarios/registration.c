// SPDX-License-Identifier: GPL-2.0-only
/* Registration: boot as far as it goes; then lo is there. What happens happens before this runs. */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/netdevice.h>
#include <machine/scenario.h>

SCENARIO(scenario_registration, "registration",
	 "Boot: net_dev_init() registers loopback_net_ops, and the first namespace gets its lo", 1)
{
	struct net_device *dev;

	if (!init_net.loopback_dev)
		return -ENODEV;
	dev = dev_get_by_name(&init_net, "lo");
	if (dev != init_net.loopback_dev)
		return -EIO;
	scenario_show_link(&init_net);
	dev_put(dev);
	return 0;
}

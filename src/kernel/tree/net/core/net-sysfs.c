// SPDX-License-Identifier: GPL-2.0-only
/*
 * The device behind a network device, whose references decide when the memory goes, and of the files
 * under /sys/class/net the one that tells who chose a device's name. Left out: the file system.
 */
#include <linux/device.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/netdevice.h>

/* The last reference has gone. */
static void netdev_release(struct device *d)
{
	struct net_device *dev = to_net_dev(d);

	BUG_ON(dev->reg_state != NETREG_RELEASED);
	netdev_freemem(dev);
}

static const struct class net_class = {
	.name = "net",
	.dev_release = netdev_release,
};

int netdev_register_kobject(struct net_device *ndev)
{
	struct device *dev = &ndev->dev;

	device_initialize(dev);
	dev->class = &net_class;
	dev_set_name(dev, ndev->name);
	return device_add(dev);
}

/* The caller gets a reference, and gives it up when it is done with the device. */
void netdev_unregister_kobject(struct net_device *ndev)
{
	struct device *dev = &ndev->dev;

	kobject_get(&dev->kobj);
	device_del(dev);
}

/*
 * Reads /sys/class/net/NAME/name_assign_type into @buf, of at least 16 bytes: the length, or -EINVAL
 * when who chose the name is not known.
 */
ssize_t name_assign_type_show(struct device *dev, char *buf)
{
	struct net_device *ndev = to_net_dev(dev);

	if (ndev->name_assign_type == NET_NAME_UNKNOWN)
		return -EINVAL;
	return sprintf(buf, "%d\n", ndev->name_assign_type);
}

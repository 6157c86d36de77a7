// SPDX-License-Identifier: GPL-2.0-only
/*
 * Devices, as far as network devices are some: a name of their own and a count of references. When the
 * last one goes, so does the memory, through the class's dev_release. Left out: sysfs, and all the rest.
 */
#include <linux/container_of.h>
#include <linux/device.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/slab.h>
#include <linux/string.h>

/* The last reference to a device has gone. */
static void kobject_release(struct kref *kref)
{
	struct kobject *kobj = container_of(kref, struct kobject, kref);
	struct device *dev = container_of(kobj, struct device, kobj);
	const char *name = kobj->name;

	dev->class->dev_release(dev);
	kfree(name);
}

struct kobject *kobject_get(struct kobject *kobj)
{
	kref_get(&kobj->kref);
	return kobj;
}
EXPORT_SYMBOL(kobject_get);

void kobject_put(struct kobject *kobj)
{
	kref_put(&kobj->kref, kobject_release);
}
EXPORT_SYMBOL(kobject_put);

void put_device(struct device *dev)
{
	kobject_put(&dev->kobj);
}
EXPORT_SYMBOL_GPL(put_device);

/* From here on the device is freed by put_device() only. */
void device_initialize(struct device *dev)
{
	kref_init(&dev->kobj.kref);
	dev->kobj.name = NULL;
}
EXPORT_SYMBOL_GPL(device_initialize);

int dev_set_name(struct device *dev, const char *name)
{
	dev->kobj.name = kstrdup(name, GFP_KERNEL);
	return dev->kobj.name ? 0 : -ENOMEM;
}
EXPORT_SYMBOL_GPL(dev_set_name);

/* Makes the device known. One without a name (there was no memory for it) cannot be. */
int device_add(struct device *dev)
{
	if (!dev->kobj.name)
		return -EINVAL;
	kobject_get(&dev->kobj);
	return 0;
}
EXPORT_SYMBOL_GPL(device_add);

void device_del(struct device *dev)
{
	kobject_put(&dev->kobj);
}
EXPORT_SYMBOL_GPL(device_del);

int device_rename(struct device *dev, const char *new_name)
{
	const char *old_name = dev->kobj.name;
	char *name = kstrdup(new_name, GFP_KERNEL);

	if (!name)
		return -ENOMEM;
	dev->kobj.name = name;
	kfree(old_name);
	return 0;
}
EXPORT_SYMBOL_GPL(device_rename);

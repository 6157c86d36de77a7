/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The device behind a network device (drivers/base/core.c): a name and a reference count, which decides
 * when the memory goes. Left out: sysfs, buses, drivers, power.
 */
#ifndef _LINUX_DEVICE_H
#define _LINUX_DEVICE_H

#include <linux/kref.h>

struct device;

struct kobject {
	const char *name;
	struct kref kref;
};

struct class {
	const char *name;
	void (*dev_release)(struct device *dev);
};

struct device {
	struct kobject kobj;
	const struct class *class;
};

void device_initialize(struct device *dev);
int dev_set_name(struct device *dev, const char *name);
int device_add(struct device *dev);
void device_del(struct device *dev);
int device_rename(struct device *dev, const char *new_name);
struct kobject *kobject_get(struct kobject *kobj);
void kobject_put(struct kobject *kobj);
void put_device(struct device *dev);

#endif

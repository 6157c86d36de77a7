/* SPDX-License-Identifier: GPL-2.0-only */
/* Chains of functions that want to hear of events (kernel/notifier.c). */
#ifndef _LINUX_NOTIFIER_H
#define _LINUX_NOTIFIER_H

#include <linux/errno.h>
#include <linux/types.h>

struct notifier_block;
typedef int (*notifier_fn_t)(struct notifier_block *nb, unsigned long action, void *data);

struct notifier_block {
	notifier_fn_t notifier_call;
	struct notifier_block *next;
	int priority;
};

struct raw_notifier_head {
	struct notifier_block *head;
};

#define RAW_NOTIFIER_HEAD(name) struct raw_notifier_head name = { .head = NULL }

#define NOTIFY_DONE 0x0000		/* does not concern me */
#define NOTIFY_OK 0x0001		/* done what I wanted */
#define NOTIFY_STOP_MASK 0x8000		/* tell nobody after me */
#define NOTIFY_BAD (NOTIFY_STOP_MASK | 0x0002)

int raw_notifier_chain_register(struct raw_notifier_head *nh, struct notifier_block *nb);
int raw_notifier_chain_unregister(struct raw_notifier_head *nh, struct notifier_block *nb);
int raw_notifier_call_chain(struct raw_notifier_head *nh, unsigned long val, void *v);

/* An error number as a notifier's answer, and back. */
static inline int notifier_from_errno(int err)
{
	if (err)
		return NOTIFY_STOP_MASK | (NOTIFY_OK - err);
	return NOTIFY_OK;
}

static inline int notifier_to_errno(int ret)
{
	ret &= ~NOTIFY_STOP_MASK;
	return ret > NOTIFY_OK ? NOTIFY_OK - ret : 0;
}

#endif

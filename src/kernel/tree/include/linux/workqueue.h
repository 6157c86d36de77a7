/* SPDX-License-Identifier: GPL-2.0-only */
/* Work for later, in process context (kernel/workqueue.c). */
#ifndef _LINUX_WORKQUEUE_H
#define _LINUX_WORKQUEUE_H

#include <linux/list.h>

struct work_struct;
typedef void (*work_func_t)(struct work_struct *work);

struct work_struct {
	struct list_head entry;		/* on the queue's list while it waits */
	work_func_t func;
};

struct workqueue_struct;

#define DECLARE_WORK(n, f) struct work_struct n = { LIST_HEAD_INIT((n).entry), (f) }

struct workqueue_struct *create_singlethread_workqueue(const char *name);
bool queue_work(struct workqueue_struct *wq, struct work_struct *work);
void flush_workqueue(struct workqueue_struct *wq);

#endif

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Workqueues: functions to call later, one after the other, in process context.
 *
 * Linux has threads for that. Here queued work waits until somebody waits for it: flush_workqueue()
 * runs it, on the CPU that calls it.
 */
#include <linux/export.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>

struct workqueue_struct {
	const char *name;
	spinlock_t lock;
	struct list_head worklist;
};

struct workqueue_struct *create_singlethread_workqueue(const char *name)
{
	struct workqueue_struct *wq = kzalloc(sizeof(*wq), GFP_KERNEL);

	if (!wq)
		return NULL;
	wq->name = name;
	spin_lock_init(&wq->lock);
	INIT_LIST_HEAD(&wq->worklist);
	return wq;
}

/* Queues @work; false if it waits already. */
bool queue_work(struct workqueue_struct *wq, struct work_struct *work)
{
	bool queued = false;

	spin_lock(&wq->lock);
	if (list_empty(&work->entry)) {
		list_add_tail(&work->entry, &wq->worklist);
		queued = true;
	}
	spin_unlock(&wq->lock);
	return queued;
}
EXPORT_SYMBOL(queue_work);

/* The next work of @wq, taken off the queue; NULL if there is none. */
static struct work_struct *take_work(struct workqueue_struct *wq)
{
	struct work_struct *work;

	spin_lock(&wq->lock);
	work = list_first_entry_or_null(&wq->worklist, struct work_struct, entry);
	if (work)
		list_del_init(&work->entry);
	spin_unlock(&wq->lock);
	return work;
}

void flush_workqueue(struct workqueue_struct *wq)
{
	struct work_struct *work = take_work(wq);

	while (work) {
		work->func(work);
		work = take_work(wq);
	}
}
EXPORT_SYMBOL(flush_workqueue);

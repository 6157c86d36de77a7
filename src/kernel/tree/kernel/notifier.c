// SPDX-License-Identifier: GPL-2.0-only
/* Notifier chains, the raw kind: whoever calls them does the locking. Higher priorities are told first. */
#include <linux/export.h>
#include <linux/notifier.h>

int raw_notifier_chain_register(struct raw_notifier_head *nh, struct notifier_block *nb)
{
	struct notifier_block **link = &nh->head;

	while (*link && (*link)->priority >= nb->priority) {
		if (*link == nb)
			return -EEXIST;
		link = &(*link)->next;
	}
	nb->next = *link;
	*link = nb;
	return 0;
}
EXPORT_SYMBOL_GPL(raw_notifier_chain_register);

int raw_notifier_chain_unregister(struct raw_notifier_head *nh, struct notifier_block *nb)
{
	struct notifier_block **link;

	for (link = &nh->head; *link; link = &(*link)->next) {
		if (*link == nb) {
			*link = nb->next;
			return 0;
		}
	}
	return -ENOENT;
}
EXPORT_SYMBOL_GPL(raw_notifier_chain_unregister);

/* Tells all of @nh; the last answer, which is the first that said to stop. */
int raw_notifier_call_chain(struct raw_notifier_head *nh, unsigned long val, void *v)
{
	struct notifier_block *nb, *next;
	int ret = NOTIFY_DONE;

	for (nb = nh->head; nb; nb = next) {
		next = nb->next;
		ret = nb->notifier_call(nb, val, v);
		if (ret & NOTIFY_STOP_MASK)
			break;
	}
	return ret;
}
EXPORT_SYMBOL_GPL(raw_notifier_call_chain);

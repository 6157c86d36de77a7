/* SPDX-License-Identifier: GPL-2.0-only */
/* Lists without a lock: entries are pushed one at a time and taken away all at once. */
#ifndef _LINUX_LLIST_H
#define _LINUX_LLIST_H

#include <linux/container_of.h>

struct llist_head {
	struct llist_node *first;
};

struct llist_node {
	struct llist_node *next;
};

#define LLIST_HEAD_INIT(name) { NULL }
#define LLIST_HEAD(name) struct llist_head name = LLIST_HEAD_INIT(name)

#define llist_entry(ptr, type, member) container_of(ptr, type, member)

/* Pushes @new; true if the list was empty before. */
static inline bool llist_add(struct llist_node *new, struct llist_head *head)
{
	struct llist_node *first = READ_ONCE(head->first);

	do {
		new->next = first;
	} while (!__atomic_compare_exchange_n(&head->first, &first, new, false, __ATOMIC_SEQ_CST,
					      __ATOMIC_SEQ_CST));
	return !first;
}

/* Takes all entries, the latest first. */
static inline struct llist_node *llist_del_all(struct llist_head *head)
{
	return __atomic_exchange_n(&head->first, NULL, __ATOMIC_SEQ_CST);
}

#define llist_entry_safe(ptr, type, member)				\
({									\
	struct llist_node *____node = (ptr);				\
	____node ? llist_entry(____node, type, member) : NULL;		\
})

#define llist_for_each_entry(pos, node, member)				\
	for (pos = llist_entry_safe(node, typeof(*pos), member);	\
	     pos;							\
	     pos = llist_entry_safe(pos->member.next, typeof(*pos), member))

/* The loop's body may free @pos: @n is the one after it. */
#define llist_for_each_entry_safe(pos, n, node, member)			\
	for (pos = llist_entry_safe(node, typeof(*pos), member);	\
	     pos && (n = llist_entry_safe(pos->member.next, typeof(*pos), member), true);	\
	     pos = n)

#endif

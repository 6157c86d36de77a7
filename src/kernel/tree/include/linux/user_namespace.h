/* SPDX-License-Identifier: GPL-2.0-only */
/* Who owns a network namespace. Left out: users; there is one owner, counted. */
#ifndef _LINUX_USER_NAMESPACE_H
#define _LINUX_USER_NAMESPACE_H

#include <linux/refcount.h>

struct user_namespace {
	refcount_t count;
};

extern struct user_namespace init_user_ns;

static inline struct user_namespace *get_user_ns(struct user_namespace *ns)
{
	refcount_inc(&ns->count);
	return ns;
}

static inline void put_user_ns(struct user_namespace *ns)
{
	BUG_ON(refcount_dec_and_test(&ns->count));
}

#endif

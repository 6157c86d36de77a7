/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Read-copy-update (kernel/rcu/tree.c): readers take no lock, and what they may still see is freed only
 * after every reader that was there has gone.
 */
#ifndef _LINUX_RCUPDATE_H
#define _LINUX_RCUPDATE_H

#include <linux/bottom_half.h>
#include <linux/types.h>

/* Makes @v visible to readers, after everything that was stored before. */
#define rcu_assign_pointer(p, v) __atomic_store_n(&(p), (v), __ATOMIC_RELEASE)
#define rcu_dereference(p) READ_ONCE(p)
#define rcu_dereference_bh(p) READ_ONCE(p)
#define rcu_access_pointer(p) READ_ONCE(p)
#define rcu_dereference_protected(p, condition) (p)
#define RCU_INIT_POINTER(p, v) ((p) = (v))

void rcu_read_lock(void);
void rcu_read_unlock(void);
void synchronize_rcu(void);
void rcu_barrier(void);
void call_rcu(struct rcu_head *head, void (*func)(struct rcu_head *head));

static inline void rcu_read_lock_bh(void)
{
	local_bh_disable();
	rcu_read_lock();
}

static inline void rcu_read_unlock_bh(void)
{
	rcu_read_unlock();
	local_bh_enable();
}

#endif

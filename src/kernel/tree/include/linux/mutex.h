/* SPDX-License-Identifier: GPL-2.0-only */
/* Sleeping locks (kernel/locking/mutex.c). A CPU that has to wait lets the others run. */
#ifndef _LINUX_MUTEX_H
#define _LINUX_MUTEX_H

#include <linux/types.h>

struct mutex {
	int owner;	/* number of the CPU that holds it, plus one; 0 while it is free */
};

#define DEFINE_MUTEX(name) struct mutex name = { .owner = 0 }

void mutex_init(struct mutex *lock);
void mutex_lock(struct mutex *lock);
int mutex_trylock(struct mutex *lock);
void mutex_unlock(struct mutex *lock);
bool mutex_is_locked(struct mutex *lock);

#endif

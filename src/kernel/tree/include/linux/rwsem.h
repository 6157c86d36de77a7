/* SPDX-License-Identifier: GPL-2.0-only */
/* Sleeping locks for many readers or one writer (kernel/locking/rwsem.c). */
#ifndef _LINUX_RWSEM_H
#define _LINUX_RWSEM_H

#include <linux/types.h>

struct rw_semaphore {
	int count;	/* how many readers hold it; -1 while a writer does */
};

#define DECLARE_RWSEM(name) struct rw_semaphore name = { .count = 0 }

void down_read(struct rw_semaphore *sem);
int down_read_killable(struct rw_semaphore *sem);
void up_read(struct rw_semaphore *sem);
void down_write(struct rw_semaphore *sem);
void up_write(struct rw_semaphore *sem);

#endif

/* SPDX-License-Identifier: GPL-2.0-only */
/* Flags of clone() and unshare(). Left out: tasks and their scheduling; a CPU runs one piece of work. */
#ifndef _LINUX_SCHED_H
#define _LINUX_SCHED_H

#define CLONE_NEWNET 0x40000000

#endif

/* SPDX-License-Identifier: GPL-2.0-only */
/* What reading /proc/net/dev calls for each device, after once for the heading (SEQ_START_TOKEN). */
#ifndef _NET_PROCFS_H
#define _NET_PROCFS_H

#include <linux/seq_file.h>

int dev_seq_show(struct seq_file *seq, void *v);

#endif

/* SPDX-License-Identifier: GPL-2.0-only */
/* Keeping softirqs off this CPU for a while (kernel/softirq.c). */
#ifndef _LINUX_BOTTOM_HALF_H
#define _LINUX_BOTTOM_HALF_H

void local_bh_disable(void);
void local_bh_enable(void);

#endif

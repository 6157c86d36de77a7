/* SPDX-License-Identifier: GPL-2.0-only */
/* Routes that packets carry. Left out: routes; a packet here has none, so there is nothing to hold. */
#ifndef _NET_DST_H
#define _NET_DST_H

#include <linux/skbuff.h>

static inline bool skb_dst_force(struct sk_buff *skb)
{
	return false;
}

static inline void skb_dst_drop(struct sk_buff *skb)
{
}

#endif

/* SPDX-License-Identifier: GPL-2.0-only */
/* A neighbour: a machine on the same link. Left out: neighbours; lo has none, the blackhole says what to
 * do with one.
 */
#ifndef _NET_NEIGHBOUR_H
#define _NET_NEIGHBOUR_H

#include <linux/skbuff.h>

struct neighbour {
	int (*output)(struct neighbour *neigh, struct sk_buff *skb);
};

#endif

/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Sockets (net/core/sock.c), as far as a packet on its way out holds one: the memory that it uses is
 * charged to the socket that sent it, until the packet is orphaned or freed.
 */
#ifndef _SOCK_H
#define _SOCK_H

#include <linux/skbuff.h>
#include <net/dst.h>
#include <net/neighbour.h>
#include <net/net_namespace.h>

struct sock {
	possible_net_t sk_net;
	refcount_t sk_wmem_alloc;	/* bytes of packets on their way, plus one for the socket */
	int sk_sndbuf;			/* and how many there may be */
};

#define sock_net(sk) read_pnet(&(sk)->sk_net)

void sock_init_data(struct sock *sk, struct net *net);
int sk_wmem_alloc_get(const struct sock *sk);
void skb_set_owner_w(struct sk_buff *skb, struct sock *sk);
void sock_wfree(struct sk_buff *skb);
struct sk_buff *sock_wmalloc(struct sock *sk, unsigned long size, gfp_t priority);

#endif

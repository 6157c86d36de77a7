/* SPDX-License-Identifier: GPL-2.0-only */
/* ICMP echo: what answers a ping (net/ipv4/icmp.c), and what sends one (net/ipv4/ping.c). */
#ifndef _ICMP_H
#define _ICMP_H

#include <net/sock.h>

int icmp_rcv(struct sk_buff *skb);
int ip_rcv(struct sk_buff *skb, struct net_device *dev);
struct sk_buff *icmp_build(struct net_device *dev, struct sock *sk, u8 type, u16 sequence,
			   unsigned int data_len);
int ping_sendmsg(struct sock *sk, u16 sequence, unsigned int data_len);

#endif

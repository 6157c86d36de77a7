// SPDX-License-Identifier: GPL-2.0-only
/* Sending echo requests, for ping. Left out: receiving the replies (net/ipv4/icmp.c counts them). */
#include <linux/errno.h>
#include <linux/icmp.h>
#include <linux/netdevice.h>
#include <net/icmp.h>

/* Sends one to 127.0.0.1 with @data_len bytes of data. Returns 0 or a negative error. */
int ping_sendmsg(struct sock *sk, u16 sequence, unsigned int data_len)
{
	struct net *net = sock_net(sk);
	struct net_device *dev = net->loopback_dev;
	struct sk_buff *skb;
	u8 *data;
	unsigned int i;

	if (!dev || !(dev->flags & IFF_UP))
		return -ENETUNREACH;
	skb = icmp_build(dev, sk, ICMP_ECHO, sequence, data_len);
	if (!skb)
		return -ENOBUFS;
	data = (u8 *)(icmp_hdr(skb) + 1);
	for (i = 0; i < data_len; i++)
		data[i] = i;
	atomic_long_inc(&net->icmp_statistics.out_echos);
	return dev_queue_xmit(skb);
}

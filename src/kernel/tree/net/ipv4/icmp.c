// SPDX-License-Identifier: GPL-2.0-only
/* ICMP: answers echo requests, and counts what comes and goes. Left out: all other messages. */
#include <asm/byteorder.h>
#include <linux/align.h>
#include <linux/errno.h>
#include <linux/etherdevice.h>
#include <linux/icmp.h>
#include <linux/ip.h>
#include <linux/netdevice.h>
#include <net/icmp.h>

/*
 * A message with @data_len bytes of data, not filled in yet, ready to be sent by @dev from 127.0.0.1 to
 * itself. Charged to @sk if there is one. NULL without memory.
 */
struct sk_buff *icmp_build(struct net_device *dev, struct sock *sk, u8 type, u16 sequence,
			   unsigned int data_len)
{
	unsigned int len = sizeof(struct iphdr) + sizeof(struct icmphdr) + data_len;
	unsigned int room = ALIGN(dev->hard_header_len, 16) + len;
	struct icmphdr *icmph;
	struct sk_buff *skb;
	struct iphdr *iph;

	skb = sk ? sock_wmalloc(sk, room, GFP_KERNEL) : alloc_skb(room, GFP_ATOMIC);
	if (!skb)
		return NULL;
	skb_reserve(skb, ALIGN(dev->hard_header_len, 16));
	skb_reset_network_header(skb);
	iph = skb_put(skb, sizeof(*iph));
	memset(iph, 0, sizeof(*iph));
	iph->version = 4;
	iph->ihl = 5;
	iph->tot_len = htons(len);
	iph->ttl = 64;
	iph->protocol = IPPROTO_ICMP;
	iph->saddr = htonl(INADDR_LOOPBACK);
	iph->daddr = htonl(INADDR_LOOPBACK);

	skb->transport_header = skb->tail;
	icmph = skb_put(skb, sizeof(*icmph) + data_len);
	memset(icmph, 0, sizeof(*icmph));
	icmph->type = type;
	icmph->un.echo.sequence = htons(sequence);

	skb->dev = dev;
	skb->protocol = htons(ETH_P_IP);
	dev_hard_header(skb, dev, ETH_P_IP, NULL, NULL, skb->len);
	return skb;
}

/* Answers an echo request with the same data. */
static int icmp_echo(struct sk_buff *skb)
{
	struct net_device *dev = skb->dev;
	const struct icmphdr *request = icmp_hdr(skb);
	unsigned int data_len = skb->len - sizeof(*request);
	struct sk_buff *reply;

	reply = icmp_build(dev, NULL, ICMP_ECHOREPLY, ntohs(request->un.echo.sequence), data_len);
	if (!reply)
		return -ENOMEM;
	memcpy(icmp_hdr(reply) + 1, request + 1, data_len);
	atomic_long_inc(&dev_net(dev)->icmp_statistics.out_echo_reps);
	return dev_queue_xmit(reply);
}

/* A message arrived. */
int icmp_rcv(struct sk_buff *skb)
{
	struct net *net = dev_net(skb->dev);

	if (skb->len < sizeof(struct icmphdr)) {
		kfree_skb(skb);
		return NET_RX_DROP;
	}
	switch (icmp_hdr(skb)->type) {
	case ICMP_ECHO:
		atomic_long_inc(&net->icmp_statistics.in_echos);
		icmp_echo(skb);
		break;
	case ICMP_ECHOREPLY:
		atomic_long_inc(&net->icmp_statistics.in_echo_reps);
		break;
	}
	consume_skb(skb);
	return NET_RX_SUCCESS;
}

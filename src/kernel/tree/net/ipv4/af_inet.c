// SPDX-License-Identifier: GPL-2.0-only
/*
 * IPv4, as much of it as a ping needs: whatever arrives is for us. Left out: routes, fragments, options,
 * checksums, TCP and UDP, addresses of devices.
 */
#include <asm/byteorder.h>
#include <linux/init.h>
#include <linux/ip.h>
#include <linux/netdevice.h>
#include <net/icmp.h>

/* A packet arrived: checks its header, takes it off, and passes the rest on. */
int ip_rcv(struct sk_buff *skb, struct net_device *dev)
{
	const struct iphdr *iph;

	if (skb->pkt_type == PACKET_OTHERHOST || skb->len < sizeof(*iph))
		goto drop;
	iph = ip_hdr(skb);
	if (iph->ihl != 5 || iph->version != 4 || ntohs(iph->tot_len) != skb->len)
		goto drop;
	if (iph->protocol != IPPROTO_ICMP)
		goto drop;
	skb_pull(skb, sizeof(*iph));
	skb_reset_transport_header(skb);
	return icmp_rcv(skb);

drop:
	kfree_skb(skb);
	return NET_RX_DROP;
}

static struct packet_type ip_packet_type = {
	.type = htons(ETH_P_IP),
	.func = ip_rcv,
};

static int __init inet_init(void)
{
	dev_add_pack(&ip_packet_type);
	return 0;
}

fs_initcall(inet_init);

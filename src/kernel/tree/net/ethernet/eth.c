// SPDX-License-Identifier: GPL-2.0-only
/* What Ethernet-like devices share: the header of 14 bytes, and changing the address. */
#include <linux/errno.h>
#include <linux/etherdevice.h>
#include <linux/export.h>

/*
 * Puts the header in front of a packet: to @daddr, from @saddr (NULL: the device's own address). The
 * number of its bytes; negative if there is no destination and the device needs one.
 */
int eth_header(struct sk_buff *skb, struct net_device *dev, unsigned short type, const void *daddr,
	       const void *saddr, unsigned int len)
{
	struct ethhdr *eth = skb_push(skb, ETH_HLEN);

	if (type != ETH_P_802_3 && type != ETH_P_802_2)
		eth->h_proto = htons(type);
	else
		eth->h_proto = htons(len);
	memcpy(eth->h_source, saddr ? saddr : dev->dev_addr, ETH_ALEN);
	if (daddr) {
		memcpy(eth->h_dest, daddr, ETH_ALEN);
		return ETH_HLEN;
	}
	if (dev->flags & (IFF_LOOPBACK | IFF_NOARP)) {
		eth_zero_addr(eth->h_dest);
		return ETH_HLEN;
	}
	return -ETH_HLEN;
}
EXPORT_SYMBOL(eth_header);

const struct header_ops eth_header_ops = {
	.create = eth_header,
};

/*
 * A packet came in by @dev: pulls the header off, notes whom it was for, and returns the protocol. From
 * here on skb->len is without the header's 14 bytes.
 */
__be16 eth_type_trans(struct sk_buff *skb, struct net_device *dev)
{
	const struct ethhdr *eth;

	skb->dev = dev;
	skb_reset_mac_header(skb);

	eth = (struct ethhdr *)skb->data;
	skb_pull_inline(skb, ETH_HLEN);

	if (!ether_addr_equal(eth->h_dest, dev->dev_addr)) {
		if (is_broadcast_ether_addr(eth->h_dest))
			skb->pkt_type = PACKET_BROADCAST;
		else if (is_multicast_ether_addr(eth->h_dest))
			skb->pkt_type = PACKET_MULTICAST;
		else
			skb->pkt_type = PACKET_OTHERHOST;
	}
	if (likely(ntohs(eth->h_proto) >= ETH_P_802_3_MIN))
		return eth->h_proto;
	return htons(ETH_P_802_2);
}
EXPORT_SYMBOL(eth_type_trans);

/* Can the address be changed to this now? */
static int eth_prepare_mac_addr_change(struct net_device *dev, void *p)
{
	struct sockaddr *addr = p;

	if (!(dev->priv_flags & IFF_LIVE_ADDR_CHANGE) && netif_running(dev))
		return -EBUSY;
	if (!is_valid_ether_addr((const u8 *)addr->sa_data))
		return -EADDRNOTAVAIL;
	return 0;
}

static void eth_commit_mac_addr_change(struct net_device *dev, void *p)
{
	struct sockaddr *addr = p;

	eth_hw_addr_set(dev, (const u8 *)addr->sa_data);
}

/* ndo_set_mac_address() of a device that needs nothing else done. */
int eth_mac_addr(struct net_device *dev, void *p)
{
	int ret;

	ret = eth_prepare_mac_addr_change(dev, p);
	if (ret < 0)
		return ret;
	eth_commit_mac_addr_change(dev, p);
	return 0;
}
EXPORT_SYMBOL(eth_mac_addr);

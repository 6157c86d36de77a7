/* SPDX-License-Identifier: GPL-2.0-only */
/* Ethernet's header and constants. */
#ifndef _LINUX_IF_ETHER_H
#define _LINUX_IF_ETHER_H

#include <linux/types.h>

#define ETH_ALEN 6		/* bytes of an address */
#define ETH_HLEN 14		/* bytes of the header */
#define ETH_MIN_MTU 68

#define ETH_P_802_3_MIN 0x0600	/* smaller values of the type field are lengths */
#define ETH_P_IP 0x0800
#define ETH_P_802_3 0x0001
#define ETH_P_ALL 0x0003
#define ETH_P_802_2 0x0004

struct ethhdr {
	unsigned char h_dest[ETH_ALEN];
	unsigned char h_source[ETH_ALEN];
	__be16 h_proto;
} __packed;

#endif

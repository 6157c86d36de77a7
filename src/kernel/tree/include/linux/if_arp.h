/* SPDX-License-Identifier: GPL-2.0-only */
/* Kinds of network hardware. */
#ifndef _LINUX_IF_ARP_H
#define _LINUX_IF_ARP_H

#define ARPHRD_ETHER 1
#define ARPHRD_LOOPBACK 772

#endif

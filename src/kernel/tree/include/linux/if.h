/* SPDX-License-Identifier: GPL-2.0-only */
/* Interface flags, as user space sees them. */
#ifndef _LINUX_IF_H
#define _LINUX_IF_H

#define IFNAMSIZ 16

enum net_device_flags {
	IFF_UP = 1 << 0,
	IFF_BROADCAST = 1 << 1,
	IFF_DEBUG = 1 << 2,
	IFF_LOOPBACK = 1 << 3,
	IFF_POINTOPOINT = 1 << 4,
	IFF_NOTRAILERS = 1 << 5,
	IFF_RUNNING = 1 << 6,
	IFF_NOARP = 1 << 7,
	IFF_PROMISC = 1 << 8,
	IFF_ALLMULTI = 1 << 9,
	IFF_MASTER = 1 << 10,
	IFF_SLAVE = 1 << 11,
	IFF_MULTICAST = 1 << 12,
	IFF_PORTSEL = 1 << 13,
	IFF_AUTOMEDIA = 1 << 14,
	IFF_DYNAMIC = 1 << 15,
};

/* What user space can ask for with dev_change_flags(), IFF_UP aside. */
#define IFF_CHANGEABLE							\
	(IFF_DEBUG | IFF_NOTRAILERS | IFF_NOARP | IFF_DYNAMIC | IFF_MULTICAST |	\
	 IFF_PORTSEL | IFF_AUTOMEDIA)
#define IFF_VOLATILE							\
	(IFF_LOOPBACK | IFF_POINTOPOINT | IFF_BROADCAST | IFF_MASTER | IFF_SLAVE | IFF_RUNNING)

#endif

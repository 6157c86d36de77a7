/* SPDX-License-Identifier: GPL-2.0-only */
/* An address of any family; dev_set_mac_address() takes a hardware address in one. */
#ifndef _LINUX_SOCKET_H
#define _LINUX_SOCKET_H

#include <linux/types.h>

struct sockaddr {
	sa_family_t sa_family;
	char sa_data[14];
};

#endif

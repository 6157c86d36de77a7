// SPDX-License-Identifier: GPL-2.0-only
/*
 * Layouts that are promised: those of Linux 6.1 on x86-64 and i386 (without debugging options that add
 * members). Nothing runs; it must compile, with -m64 and with -m32.
 */
#include <linux/cpumask.h>
#include <linux/list.h>
#include <linux/netdevice.h>
#include <linux/u64_stats_sync.h>
#include <net/net_namespace.h>

#define SIZE(type, lp64, ilp32) \
	_Static_assert(sizeof(type) == (sizeof(long) == 8 ? (lp64) : (ilp32)), "sizeof " #type)
#define ALIGNED(type, lp64, ilp32) \
	_Static_assert(__alignof__(type) == (sizeof(long) == 8 ? (lp64) : (ilp32)), "align " #type)
#define OFFSET(type, member, lp64, ilp32)						\
	_Static_assert(offsetof(type, member) == (sizeof(long) == 8 ? (lp64) : (ilp32)),	\
		       #type "." #member)

SIZE(u64_stats_t, 8, 8);
SIZE(struct u64_stats_sync, 0, 4);
SIZE(struct pcpu_lstats, 16, 32);
ALIGNED(struct pcpu_lstats, 16, 16);
OFFSET(struct pcpu_lstats, packets, 0, 0);
OFFSET(struct pcpu_lstats, bytes, 8, 8);
OFFSET(struct pcpu_lstats, syncp, 16, 16);

SIZE(struct net_device_core_stats, 32, 16);
ALIGNED(struct net_device_core_stats, 32, 16);
SIZE(struct rtnl_link_stats64, 200, 200);

SIZE(struct list_head, 16, 8);
OFFSET(struct list_head, prev, 8, 4);
SIZE(struct hlist_head, 8, 4);
SIZE(struct hlist_node, 16, 8);
OFFSET(struct hlist_node, pprev, 8, 4);
SIZE(struct callback_head, 16, 8);

SIZE(struct cpumask, 1024, 1024);
_Static_assert(NR_CPUS == 8192, "NR_CPUS");

SIZE(struct pernet_operations, 64, 32);
OFFSET(struct pernet_operations, init, 16, 8);
OFFSET(struct pernet_operations, pre_exit, 24, 12);
OFFSET(struct pernet_operations, exit, 32, 16);
OFFSET(struct pernet_operations, exit_batch, 40, 20);
OFFSET(struct pernet_operations, id, 48, 24);
OFFSET(struct pernet_operations, size, 56, 28);

SIZE(struct ethhdr, 14, 14);
SIZE(struct sockaddr, 16, 16);

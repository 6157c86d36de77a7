// SPDX-License-Identifier: GPL-2.0-only
/*
 * The final state, read from memory as the engine's host reads it, without calling the model: a line
 * `net INUM` for each namespace, and under it for each device
 * `dev NAME IFINDEX MTU FLAGS ADDRESS RX_PACKETS TX_PACKETS RX_BYTES TX_BYTES`.
 * Compiled with the model's headers, and so without the C library's.
 */
#include <linux/netdevice.h>
#include <linux/percpu.h>
#include <net/net_namespace.h>

#include "native.h"

int printf(const char *format, ...);

static void print_device(const struct net_device *dev)
{
	unsigned long long packets = 0, bytes = 0;
	unsigned int i;

	for (i = 0; dev->lstats && i < nr_cpu_ids; i++) {
		const struct pcpu_lstats *copy = per_cpu_ptr(dev->lstats, i);

		if (!(__cpu_possible_mask.bits[i / BITS_PER_LONG] >> i % BITS_PER_LONG & 1))
			continue;
#if BITS_PER_LONG == 64
		packets += copy->packets.v.a.a.counter;
		bytes += copy->bytes.v.a.a.counter;
#else
		packets += copy->packets.v;
		bytes += copy->bytes.v;
#endif
	}
	printf("dev %s %d %u %u ", dev->name, dev->ifindex, dev->mtu, dev->flags);
	for (i = 0; i < dev->addr_len; i++)
		printf("%s%02x", i ? ":" : "", dev->dev_addr[i]);
	printf(" %llu %llu %llu %llu\n", packets, packets, bytes, bytes);
}

void native_state(void)
{
	const struct list_head *n, *d;

	/* Before net_ns_init() there is none. */
	for (n = net_namespace_list.next; n != &net_namespace_list; n = n->next) {
		const struct net *net = container_of(n, struct net, list);

		printf("net %u\n", net->ns.inum);
		if (!net->dev_base_head.next)
			continue;
		for (d = net->dev_base_head.next; d != &net->dev_base_head; d = d->next)
			print_device(container_of(d, struct net_device, dev_list));
	}
}

/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Network namespaces (net/core/net_namespace.c): each has its own devices and whatever else subsystems
 * keep per namespace, which they set up and take down through struct pernet_operations.
 *
 * Left out of struct net: everything that protocols other than ICMP echo keep, ids of other namespaces,
 * sockets, sysctls.
 */
#ifndef __NET_NET_NAMESPACE_H
#define __NET_NET_NAMESPACE_H

#include <linux/list.h>
#include <linux/llist.h>
#include <linux/refcount.h>
#include <linux/user_namespace.h>

/* The device that every namespace has, and the first one in it. */
#define LOOPBACK_IFINDEX 1

#define NETDEV_HASHBITS 8
#define NETDEV_HASHENTRIES (1 << NETDEV_HASHBITS)

struct ns_common {
	unsigned int inum;	/* the number in "net:[4026531840]" */
	refcount_t count;	/* users; the last one's going starts the cleanup */
};

/* How much ICMP this namespace has seen. */
struct icmp_mib {
	atomic_long_t in_echos;
	atomic_long_t in_echo_reps;
	atomic_long_t out_echos;
	atomic_long_t out_echo_reps;
};

struct net {
	refcount_t passive;			/* keeps the memory itself */
	unsigned int dev_base_seq;		/* changes with the list of devices */
	int ifindex;				/* the last one given out */
	struct ns_common ns;
	u64 net_cookie;
	struct user_namespace *user_ns;
	struct list_head list;			/* on net_namespace_list */
	struct list_head exit_list;		/* while it is being taken down */
	struct llist_node cleanup_list;		/* while it waits for that */
	struct list_head dev_base_head;		/* its devices, in order of registration */
	struct hlist_head *dev_name_head;	/* and hashed by name and by ifindex */
	struct hlist_head *dev_index_head;
	struct net_device *loopback_dev;
	struct net_generic *gen;		/* what subsystems asked for by their id */
	struct icmp_mib icmp_statistics;
};

extern struct net init_net;
extern struct list_head net_namespace_list;
extern struct rw_semaphore pernet_ops_rwsem;

#define for_each_net(var) list_for_each_entry(var, &net_namespace_list, list)

/* What a subsystem does for each namespace. */
struct pernet_operations {
	struct list_head list;
	/* Sets up its part of a new namespace; an error undoes the whole namespace. */
	int (*init)(struct net *net);
	void (*pre_exit)(struct net *net);
	void (*exit)(struct net *net);
	void (*exit_batch)(struct list_head *net_exit_list);
	/* @size bytes for each namespace, zeroed, found again by net_generic(net, *@id). */
	unsigned int *id;
	size_t size;
};

int register_pernet_subsys(struct pernet_operations *ops);
void unregister_pernet_subsys(struct pernet_operations *ops);
int register_pernet_device(struct pernet_operations *ops);
void unregister_pernet_device(struct pernet_operations *ops);

void net_ns_init(void);
struct net *copy_net_ns(unsigned long flags, struct user_namespace *user_ns, struct net *old_net);
void __put_net(struct net *net);
void net_ns_barrier(void);

static inline struct net *get_net(struct net *net)
{
	refcount_inc(&net->ns.count);
	return net;
}

static inline void put_net(struct net *net)
{
	if (refcount_dec_and_test(&net->ns.count))
		__put_net(net);
}

static inline int net_eq(const struct net *net1, const struct net *net2)
{
	return net1 == net2;
}

/* A pointer to a namespace, as a member of something that lives in it. */
typedef struct {
	struct net *net;
} possible_net_t;

static inline void write_pnet(possible_net_t *pnet, struct net *net)
{
	pnet->net = net;
}

static inline struct net *read_pnet(const possible_net_t *pnet)
{
	return pnet->net;
}

#endif

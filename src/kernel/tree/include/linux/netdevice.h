/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Network devices: struct net_device, what a driver fills in and what the core keeps, the operations
 * that a driver offers, and the queues that packets go through. Functions are in net/core/dev.c and
 * net/core/dev_queue.c.
 *
 * struct net_device has the members that lo and the code around it use; Linux's has some two hundred.
 */
#ifndef _LINUX_NETDEVICE_H
#define _LINUX_NETDEVICE_H

#include <linux/device.h>
#include <linux/if.h>
#include <linux/if_ether.h>
#include <linux/if_link.h>
#include <linux/netdev_features.h>
#include <linux/notifier.h>
#include <linux/percpu.h>
#include <linux/rculist.h>
#include <linux/rtnetlink.h>
#include <linux/skbuff.h>
#include <linux/init.h>
#include <linux/minmax.h>
#include <linux/socket.h>
#include <linux/u64_stats_sync.h>
#include <net/net_namespace.h>

struct ethtool_ops;
struct neighbour;
struct net_device;
struct netdev_name_node;
struct netlink_ext_ack;
struct Qdisc;
struct rtnl_link_ops;

#define MAX_ADDR_LEN 32
#define NETDEV_ALIGN 32
#define DEFAULT_TX_QUEUE_LEN 1000
#define GSO_MAX_SEGS 65535u
#define GSO_MAX_SIZE (8 * GSO_MAX_SEGS)
#define GSO_LEGACY_MAX_SIZE 65536u
#define TSO_LEGACY_MAX_SIZE 65536
#define TSO_MAX_SEGS 65535

/* Who chose a device's name. User space can read the choice unless it is unknown. */
#define NET_NAME_UNKNOWN 0
#define NET_NAME_ENUM 1
#define NET_NAME_PREDICTABLE 2
#define NET_NAME_USER 3
#define NET_NAME_RENAMED 4

#define NET_ADDR_PERM 0		/* the address that it was made with */
#define NET_ADDR_SET 3		/* set since */

/* What a driver says to a packet that it is to send, */
enum netdev_tx {
	NETDEV_TX_OK = 0x00,
	NETDEV_TX_BUSY = 0x10,
};
typedef enum netdev_tx netdev_tx_t;
/* a queueing discipline, */
#define NET_XMIT_SUCCESS 0x00
#define NET_XMIT_DROP 0x01
#define NET_XMIT_CN 0x02
/* and the receiving side. */
#define NET_RX_SUCCESS 0
#define NET_RX_DROP 1

/* Flags that user space does not see. */
enum netdev_priv_flags {
	IFF_XMIT_DST_RELEASE = 1 << 5,
	IFF_LIVE_ADDR_CHANGE = 1 << 15,		/* its address may change while it is up */
	IFF_XMIT_DST_RELEASE_PERM = 1 << 17,
	IFF_NO_QUEUE = 1 << 19,			/* packets are sent at once */
	IFF_LIVE_RENAME_OK = 1 << 30,
};

/* Bits of net_device.state. */
enum netdev_state_t {
	__LINK_STATE_START,	/* is up */
	__LINK_STATE_PRESENT,
};

/* Where a device is in its life. */
enum netdev_reg_state {
	NETREG_UNINITIALIZED = 0,	/* allocated */
	NETREG_REGISTERED,		/* register_netdevice() has succeeded */
	NETREG_UNREGISTERING,		/* taken off all lists; rtnl still held */
	NETREG_UNREGISTERED,		/* netdev_run_todo() has seen it */
	NETREG_RELEASED,		/* free_netdev() was called */
};

/* Which per-CPU statistics the core itself allocates for a driver. */
enum netdev_stat_type {
	NETDEV_PCPU_STAT_NONE,
	NETDEV_PCPU_STAT_LSTATS,
};

struct header_ops {
	int (*create)(struct sk_buff *skb, struct net_device *dev, unsigned short type,
		      const void *daddr, const void *saddr, unsigned int len);
};

/* What a driver can do; members that are NULL it cannot. */
struct net_device_ops {
	int (*ndo_init)(struct net_device *dev);
	void (*ndo_uninit)(struct net_device *dev);
	int (*ndo_open)(struct net_device *dev);
	int (*ndo_stop)(struct net_device *dev);
	netdev_tx_t (*ndo_start_xmit)(struct sk_buff *skb, struct net_device *dev);
	int (*ndo_set_mac_address)(struct net_device *dev, void *addr);
	int (*ndo_validate_addr)(struct net_device *dev);
	void (*ndo_get_stats64)(struct net_device *dev, struct rtnl_link_stats64 *storage);
	int (*ndo_neigh_construct)(struct net_device *dev, struct neighbour *n);
};

/* A counter of its own for each CPU, so that counting takes no lock. */
struct pcpu_lstats {
	u64_stats_t packets;
	u64_stats_t bytes;
	struct u64_stats_sync syncp;
} __aligned(2 * sizeof(u64));

/* What the core counts for any device; allocated when there is something to count. */
struct net_device_core_stats {
	unsigned long rx_dropped;
	unsigned long tx_dropped;
	unsigned long rx_nohandler;
	unsigned long rx_otherhost_dropped;
} __aligned(4 * sizeof(unsigned long));

struct netdev_hw_addr {
	struct list_head list;
	unsigned char addr[MAX_ADDR_LEN];
	int refcount;
};

struct netdev_hw_addr_list {
	struct list_head list;
	int count;
};

/* A queue for sending, and the discipline that packets enter it by. */
struct netdev_queue {
	struct net_device *dev;
	struct Qdisc *qdisc;
	spinlock_t _xmit_lock;
	int xmit_lock_owner;	/* CPU that sends on it now, or -1 */
	unsigned long state;
};

struct netdev_rx_queue {
	struct net_device *dev;
};

struct net_device {
	char name[IFNAMSIZ];
	struct netdev_name_node *name_node;
	int ifindex;
	unsigned int mtu;
	unsigned int flags;			/* enum net_device_flags */
	unsigned int priv_flags;		/* enum netdev_priv_flags */
	unsigned long state;			/* enum netdev_state_t */
	const struct net_device_ops *netdev_ops;
	const struct header_ops *header_ops;
	const struct ethtool_ops *ethtool_ops;
	const struct rtnl_link_ops *rtnl_link_ops;

	netdev_features_t features;		/* what is on */
	netdev_features_t hw_features;		/* what user space may switch */
	netdev_features_t wanted_features;	/* and what it asked for */
	netdev_features_t vlan_features;
	netdev_features_t hw_enc_features;
	netdev_features_t mpls_features;

	/* What Linux 6.12 has in the place of NETIF_F_LLTX and NETIF_F_NETNS_LOCAL; its lo runs here too. */
	unsigned long lltx : 1;
	unsigned long netns_immutable : 1;

	unsigned short type;			/* ARPHRD_… */
	unsigned short hard_header_len;
	unsigned char min_header_len;
	unsigned char addr_len;
	unsigned char addr_assign_type;
	unsigned char name_assign_type;
	const unsigned char *dev_addr;		/* the first of dev_addrs */
	struct netdev_hw_addr_list dev_addrs;
	unsigned char perm_addr[MAX_ADDR_LEN];
	spinlock_t addr_list_lock;

	struct list_head dev_list;		/* on the namespace's dev_base_head */
	struct list_head unreg_list;		/* while it is being unregistered */
	struct list_head close_list;
	struct list_head todo_list;		/* until netdev_run_todo() */
	struct hlist_node index_hlist;
	possible_net_t nd_net;

	struct netdev_queue *_tx;
	unsigned int num_tx_queues;
	unsigned int real_num_tx_queues;
	unsigned int tx_queue_len;
	struct netdev_rx_queue *_rx;
	unsigned int num_rx_queues;
	unsigned int real_num_rx_queues;
	unsigned int gso_max_size;
	unsigned int tso_max_size;
	u16 gso_max_segs;
	u16 tso_max_segs;

	enum netdev_stat_type pcpu_stat_type;
	struct pcpu_lstats __percpu *lstats;
	struct net_device_core_stats __percpu *core_stats;

	enum netdev_reg_state reg_state;
	bool dismantle;				/* is going to be unregistered */
	bool needs_free_netdev;			/* free_netdev() when that is done */
	void (*priv_destructor)(struct net_device *dev);
	int __percpu *pcpu_refcnt;		/* references, one count for each CPU */
	struct device dev;
	unsigned short padded;			/* bytes between the allocation and this struct */
};
#define to_net_dev(d) container_of(d, struct net_device, dev)

/* Names hash to these; the first of a device holds net_device.name. */
struct netdev_name_node {
	struct hlist_node hlist;
	struct net_device *dev;
	const char *name;
};

/* What happens to devices, for those who asked to be told. */
enum netdev_cmd {
	NETDEV_UP = 1,
	NETDEV_DOWN,
	NETDEV_REBOOT,
	NETDEV_CHANGE,
	NETDEV_REGISTER,
	NETDEV_UNREGISTER,
	NETDEV_CHANGEMTU,
	NETDEV_CHANGEADDR,
	NETDEV_PRE_CHANGEADDR,
	NETDEV_GOING_DOWN,
	NETDEV_CHANGENAME,
	NETDEV_FEAT_CHANGE,
	NETDEV_BONDING_FAILOVER,
	NETDEV_PRE_UP,
	NETDEV_PRE_TYPE_CHANGE,
	NETDEV_POST_TYPE_CHANGE,
	NETDEV_POST_INIT,
};
const char *netdev_cmd_to_name(enum netdev_cmd cmd);

struct netdev_notifier_info {
	struct net_device *dev;
};

static inline struct net_device *netdev_notifier_info_to_dev(const struct netdev_notifier_info *info)
{
	return info->dev;
}

/* Something that delivers packets when it is polled. */
struct napi_struct {
	struct list_head poll_list;
	unsigned long state;
	int weight;		/* packets to deliver in one go */
	int (*poll)(struct napi_struct *napi, int weight);
};

enum {
	NAPI_STATE_SCHED,	/* is on a poll list */
};

/* Each CPU's part in receiving: packets come in on input_pkt_queue and are delivered from process_queue. */
struct softnet_data {
	struct list_head poll_list;
	struct sk_buff_head process_queue;
	unsigned int processed;
	unsigned int time_squeeze;	/* times that the budget ran out with work left */
	struct {
		u16 recursion;		/* how deep devices are in sending through devices */
	} xmit;
	struct sk_buff_head input_pkt_queue;
	unsigned int dropped;
	struct napi_struct backlog;
};

DECLARE_PER_CPU_ALIGNED(struct softnet_data, softnet_data);

#define XMIT_RECURSION_LIMIT 8

/* How packets of a protocol are delivered. */
struct packet_type {
	__be16 type;
	int (*func)(struct sk_buff *skb, struct net_device *dev);
	struct list_head list;
};

void dev_add_pack(struct packet_type *pt);

extern rwlock_t dev_base_lock;
extern int netdev_max_backlog;
extern struct net_device *blackhole_netdev;
extern struct pernet_operations __net_initdata loopback_net_ops;

/* Making, registering and removing devices. */
struct net_device *alloc_netdev_mqs(int sizeof_priv, const char *name,
				    unsigned char name_assign_type,
				    void (*setup)(struct net_device *), unsigned int txqs,
				    unsigned int rxqs);
#define alloc_netdev(sizeof_priv, name, name_assign_type, setup)	\
	alloc_netdev_mqs(sizeof_priv, name, name_assign_type, setup, 1, 1)
int register_netdevice(struct net_device *dev);
int register_netdev(struct net_device *dev);
void unregister_netdevice_queue(struct net_device *dev, struct list_head *head);
void unregister_netdevice_many(struct list_head *head);
void unregister_netdev(struct net_device *dev);
void netdev_run_todo(void);
void netdev_freemem(struct net_device *dev);
void free_netdev(struct net_device *dev);
int dev_change_net_namespace(struct net_device *dev, struct net *net, const char *pat);

static inline void unregister_netdevice(struct net_device *dev)
{
	unregister_netdevice_queue(dev, NULL);
}

int netdev_register_kobject(struct net_device *dev);
void netdev_unregister_kobject(struct net_device *dev);
ssize_t name_assign_type_show(struct device *dev, char *buf);

/* Finding them. */
struct net_device *__dev_get_by_name(struct net *net, const char *name);
struct net_device *dev_get_by_name(struct net *net, const char *name);
struct net_device *__dev_get_by_index(struct net *net, int ifindex);
bool netdev_name_in_use(struct net *net, const char *name);
int netdev_refcnt_read(const struct net_device *dev);

#define for_each_netdev(net, d) list_for_each_entry(d, &(net)->dev_base_head, dev_list)
#define for_each_netdev_reverse(net, d) \
	list_for_each_entry_reverse(d, &(net)->dev_base_head, dev_list)
#define for_each_netdev_safe(net, d, n) \
	list_for_each_entry_safe(d, n, &(net)->dev_base_head, dev_list)

/* Changing them. */
bool dev_valid_name(const char *name);
int dev_open(struct net_device *dev, struct netlink_ext_ack *extack);
void dev_close(struct net_device *dev);
void dev_close_many(struct list_head *head, bool unlink);
int dev_change_flags(struct net_device *dev, unsigned int flags, struct netlink_ext_ack *extack);
int dev_change_name(struct net_device *dev, const char *newname);
int dev_set_mac_address(struct net_device *dev, struct sockaddr *sa,
			struct netlink_ext_ack *extack);
int dev_addr_init(struct net_device *dev);
void dev_addr_flush(struct net_device *dev);
void dev_addr_mod(struct net_device *dev, unsigned int offset, const void *addr, size_t len);

int register_netdevice_notifier(struct notifier_block *nb);
int unregister_netdevice_notifier(struct notifier_block *nb);
int call_netdevice_notifiers(unsigned long val, struct net_device *dev);

/* Packets. */
int dev_queue_xmit(struct sk_buff *skb);
int netif_rx(struct sk_buff *skb);
int __netif_rx(struct sk_buff *skb);
int netif_receive_skb(struct sk_buff *skb);
void net_dev_queue_init(void);
void flush_all_backlogs(void);

/* Statistics. */
struct rtnl_link_stats64 *dev_get_stats(struct net_device *dev, struct rtnl_link_stats64 *storage);
void dev_lstats_read(struct net_device *dev, u64 *packets, u64 *bytes);
struct net_device_core_stats __percpu *netdev_core_stats_alloc(struct net_device *dev);

/*
 * Allocates statistics, a struct @type for each possible CPU, and makes each ready for use. @type has a
 * member syncp. The value is a per-CPU pointer, or NULL.
 */
#define netdev_alloc_pcpu_stats(type)					\
	__netdev_alloc_pcpu_stats(type, GFP_KERNEL)

#define __netdev_alloc_pcpu_stats(type, gfp)				\
({									\
	typeof(type) __percpu *pcpu_stats = alloc_percpu_gfp(type, gfp);\
	if (pcpu_stats) {						\
		int __cpu;						\
		for_each_possible_cpu(__cpu) {				\
			typeof(type) *stat;				\
			stat = per_cpu_ptr(pcpu_stats, __cpu);		\
			u64_stats_init(&stat->syncp);			\
		}							\
	}								\
	pcpu_stats;							\
})

/* Counts a packet of @len bytes on this CPU. */
static inline void dev_lstats_add(struct net_device *dev, unsigned int len)
{
	struct pcpu_lstats *lstats = this_cpu_ptr(dev->lstats);

	u64_stats_update_begin(&lstats->syncp);
	u64_stats_add(&lstats->bytes, len);
	u64_stats_inc(&lstats->packets);
	u64_stats_update_end(&lstats->syncp);
}

/* The core's counters for @dev, allocated if there are none yet; NULL if that fails. */
static inline struct net_device_core_stats __percpu *dev_core_stats(struct net_device *dev)
{
	struct net_device_core_stats __percpu *p = READ_ONCE(dev->core_stats);

	if (likely(p))
		return p;
	return netdev_core_stats_alloc(dev);
}

static inline void dev_core_stats_rx_dropped_inc(struct net_device *dev)
{
	struct net_device_core_stats __percpu *p = dev_core_stats(dev);

	if (p)
		this_cpu_inc(p->rx_dropped);
}

static inline struct net *dev_net(const struct net_device *dev)
{
	return read_pnet(&dev->nd_net);
}

static inline void dev_net_set(struct net_device *dev, struct net *net)
{
	write_pnet(&dev->nd_net, net);
}

static inline void dev_hold(struct net_device *dev)
{
	this_cpu_inc(*dev->pcpu_refcnt);
}

static inline void dev_put(struct net_device *dev)
{
	this_cpu_dec(*dev->pcpu_refcnt);
}

static inline bool netif_running(const struct net_device *dev)
{
	return test_bit(__LINK_STATE_START, &dev->state);
}

static inline bool netif_device_present(const struct net_device *dev)
{
	return test_bit(__LINK_STATE_PRESENT, &dev->state);
}

/* @dev leaves packets their routes. */
static inline void netif_keep_dst(struct net_device *dev)
{
	dev->priv_flags &= ~(IFF_XMIT_DST_RELEASE | IFF_XMIT_DST_RELEASE_PERM);
}

static inline void netif_set_tso_max_size(struct net_device *dev, unsigned int size)
{
	dev->tso_max_size = min(size, GSO_MAX_SIZE);
	if (size < dev->gso_max_size)
		dev->gso_max_size = size;
}

/* Puts the link's header before the packet; the number of its bytes, or negative. */
static inline int dev_hard_header(struct sk_buff *skb, struct net_device *dev, unsigned short type,
				  const void *daddr, const void *saddr, unsigned int len)
{
	if (!dev->header_ops || !dev->header_ops->create)
		return 0;
	return dev->header_ops->create(skb, dev, type, daddr, saddr, len);
}

static inline netdev_tx_t netdev_start_xmit(struct sk_buff *skb, struct net_device *dev)
{
	return dev->netdev_ops->ndo_start_xmit(skb, dev);
}

static inline bool dev_xmit_complete(int rc)
{
	return likely(rc < NETDEV_TX_BUSY);
}

/* Is sent to without a lock? */
static inline bool netif_is_lltx(const struct net_device *dev)
{
	return dev->lltx || (dev->features & NETIF_F_LLTX);
}

/* Stays in its namespace? */
static inline bool netif_is_netns_local(const struct net_device *dev)
{
	return dev->netns_immutable || (dev->features & NETIF_F_NETNS_LOCAL);
}

static inline const char *netdev_name(const struct net_device *dev)
{
	return dev->name[0] ? dev->name : "(unnamed net_device)";
}

/* What a message says of a device's state: nothing of one that is registered. */
static inline const char *netdev_reg_state(const struct net_device *dev)
{
	switch (dev->reg_state) {
	case NETREG_UNINITIALIZED: return " (uninitialized)";
	case NETREG_REGISTERED: return "";
	case NETREG_UNREGISTERING: return " (unregistering)";
	case NETREG_UNREGISTERED: return " (unregistered)";
	case NETREG_RELEASED: return " (released)";
	}
	return " (unknown)";
}

/* Messages about a device (include/net/net_debug.h). */
#define netdev_printk(level, dev, fmt, ...) \
	printk(level "%s%s: " fmt, netdev_name(dev), netdev_reg_state(dev), ##__VA_ARGS__)
#define netdev_err(dev, fmt, ...) netdev_printk(KERN_ERR, dev, fmt, ##__VA_ARGS__)
#define netdev_warn(dev, fmt, ...) netdev_printk(KERN_WARNING, dev, fmt, ##__VA_ARGS__)
#define netdev_notice(dev, fmt, ...) netdev_printk(KERN_NOTICE, dev, fmt, ##__VA_ARGS__)
#define netdev_info(dev, fmt, ...) netdev_printk(KERN_INFO, dev, fmt, ##__VA_ARGS__)
#define netdev_dbg(dev, fmt, ...) netdev_printk(KERN_DEBUG, dev, fmt, ##__VA_ARGS__)

/* Lock classes for lockdep, which is left out. */
#define netdev_lockdep_set_classes(dev) do { } while (0)

#endif

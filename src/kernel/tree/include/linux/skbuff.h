/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Packets. A struct sk_buff describes one; the bytes lie in a buffer of their own, between head and end:
 *
 *	head ... data ......... tail ... end, then struct skb_shared_info
 *	  headroom |  the packet  | tailroom
 *
 * Headers are pushed in front of data on the way out and pulled off on the way in. Left out: fragments,
 * clones, checksums, segmentation. Functions are in net/core/skbuff.c.
 */
#ifndef _LINUX_SKBUFF_H
#define _LINUX_SKBUFF_H

#include <linux/bug.h>
#include <linux/cache.h>
#include <linux/gfp.h>
#include <linux/net.h>
#include <linux/refcount.h>
#include <linux/spinlock.h>
#include <linux/string.h>

struct net_device;
struct sock;

enum skb_drop_reason {
	SKB_CONSUMED,			/* not dropped: it has served its purpose */
	SKB_DROP_REASON_NOT_SPECIFIED,
	SKB_DROP_REASON_CPU_BACKLOG,	/* the CPU's backlog is full */
	SKB_DROP_REASON_UNHANDLED_PROTO,
	SKB_DROP_REASON_DEV_READY,
};

struct sk_buff {
	/* The first two: next and prev in a list, laid out as in struct sk_buff_head. */
	struct sk_buff *next;
	struct sk_buff *prev;
	struct net_device *dev;
	struct sock *sk;			/* who sent it, until skb_orphan() */
	void (*destructor)(struct sk_buff *skb);
	u64 tstamp;
	unsigned int len;
	u16 mac_len;
	__be16 protocol;
	u8 pkt_type;
	u8 mono_delivery_time : 1;
	int skb_iif;				/* ifindex of the device that it came in by */
	u16 transport_header;			/* offsets from head */
	u16 network_header;
	u16 mac_header;
	unsigned int tail;
	unsigned int end;
	unsigned char *head;
	unsigned char *data;
	unsigned int truesize;			/* memory that it uses in all */
	refcount_t users;
};

struct sk_buff_head {
	struct sk_buff *next;
	struct sk_buff *prev;
	__u32 qlen;
	spinlock_t lock;
};

/* Behind the packet's bytes. */
struct skb_shared_info {
	__u8 tx_flags;
};
#define SKBTX_SW_TSTAMP (1 << 1)	/* the sender wants to know when it was sent */

#define PACKET_HOST 0
#define PACKET_BROADCAST 1
#define PACKET_MULTICAST 2
#define PACKET_OTHERHOST 3

#define SKB_DATA_ALIGN(x) ALIGN(x, SMP_CACHE_BYTES)
#define SKB_TRUESIZE(x)							\
	((x) + SKB_DATA_ALIGN(sizeof(struct sk_buff)) +			\
	 SKB_DATA_ALIGN(sizeof(struct skb_shared_info)))

void skb_init(void);
struct sk_buff *alloc_skb(unsigned int size, gfp_t priority);
void kfree_skb_reason(struct sk_buff *skb, enum skb_drop_reason reason);
void consume_skb(struct sk_buff *skb);
void *skb_put(struct sk_buff *skb, unsigned int len);
void *skb_push(struct sk_buff *skb, unsigned int len);
void *skb_pull(struct sk_buff *skb, unsigned int len);
void skb_tstamp_tx(struct sk_buff *skb);

static inline void kfree_skb(struct sk_buff *skb)
{
	kfree_skb_reason(skb, SKB_DROP_REASON_NOT_SPECIFIED);
}

static inline unsigned char *skb_end_pointer(const struct sk_buff *skb)
{
	return skb->head + skb->end;
}

static inline struct skb_shared_info *skb_shinfo(const struct sk_buff *skb)
{
	return (struct skb_shared_info *)skb_end_pointer(skb);
}

static inline unsigned char *skb_tail_pointer(const struct sk_buff *skb)
{
	return skb->head + skb->tail;
}

static inline unsigned int skb_headroom(const struct sk_buff *skb)
{
	return skb->data - skb->head;
}

/* Leaves room for headers in an empty packet. */
static inline void skb_reserve(struct sk_buff *skb, int len)
{
	skb->data += len;
	skb->tail += len;
}

static inline void *skb_pull_inline(struct sk_buff *skb, unsigned int len)
{
	return skb_pull(skb, len);
}

static inline unsigned char *skb_mac_header(const struct sk_buff *skb)
{
	return skb->head + skb->mac_header;
}

static inline void skb_reset_mac_header(struct sk_buff *skb)
{
	skb->mac_header = skb->data - skb->head;
}

static inline unsigned char *skb_network_header(const struct sk_buff *skb)
{
	return skb->head + skb->network_header;
}

static inline void skb_reset_network_header(struct sk_buff *skb)
{
	skb->network_header = skb->data - skb->head;
}

static inline unsigned char *skb_transport_header(const struct sk_buff *skb)
{
	return skb->head + skb->transport_header;
}

static inline void skb_reset_transport_header(struct sk_buff *skb)
{
	skb->transport_header = skb->data - skb->head;
}

static inline void skb_reset_mac_len(struct sk_buff *skb)
{
	skb->mac_len = skb->network_header - skb->mac_header;
}

static inline void skb_mark_not_on_list(struct sk_buff *skb)
{
	skb->next = NULL;
}

/* The sender has nothing more to do with it: its socket may send more. */
static inline void skb_orphan(struct sk_buff *skb)
{
	if (skb->destructor) {
		skb->destructor(skb);
		skb->destructor = NULL;
		skb->sk = NULL;
	} else {
		BUG_ON(skb->sk);
	}
}

/* A driver calls this just before the packet leaves. */
static inline void skb_tx_timestamp(struct sk_buff *skb)
{
	if (skb_shinfo(skb)->tx_flags & SKBTX_SW_TSTAMP)
		skb_tstamp_tx(skb);
}

static inline void skb_clear_tstamp(struct sk_buff *skb)
{
	if (skb->mono_delivery_time)
		return;
	skb->tstamp = 0;
}

/* Lists of packets. Those with two underscores leave locking to the caller. */

static inline void skb_queue_head_init(struct sk_buff_head *list)
{
	spin_lock_init(&list->lock);
	list->prev = (struct sk_buff *)list;
	list->next = (struct sk_buff *)list;
	list->qlen = 0;
}

static inline __u32 skb_queue_len(const struct sk_buff_head *list)
{
	return list->qlen;
}

static inline bool skb_queue_empty(const struct sk_buff_head *list)
{
	return list->next == (const struct sk_buff *)list;
}

static inline void __skb_queue_tail(struct sk_buff_head *list, struct sk_buff *skb)
{
	struct sk_buff *last = list->prev;

	skb->next = (struct sk_buff *)list;
	skb->prev = last;
	last->next = skb;
	list->prev = skb;
	list->qlen++;
}

static inline void __skb_unlink(struct sk_buff *skb, struct sk_buff_head *list)
{
	struct sk_buff *next = skb->next;
	struct sk_buff *prev = skb->prev;

	list->qlen--;
	skb->next = NULL;
	skb->prev = NULL;
	next->prev = prev;
	prev->next = next;
}

static inline struct sk_buff *__skb_dequeue(struct sk_buff_head *list)
{
	struct sk_buff *skb = list->next;

	if (skb_queue_empty(list))
		return NULL;
	__skb_unlink(skb, list);
	return skb;
}

/* Moves all packets of @list to the end of @head. */
static inline void skb_queue_splice_tail_init(struct sk_buff_head *list, struct sk_buff_head *head)
{
	struct sk_buff *first = list->next;
	struct sk_buff *last = list->prev;
	struct sk_buff *tail = head->prev;

	if (skb_queue_empty(list))
		return;
	first->prev = tail;
	tail->next = first;
	last->next = (struct sk_buff *)head;
	head->prev = last;
	head->qlen += list->qlen;
	list->prev = (struct sk_buff *)list;
	list->next = (struct sk_buff *)list;
	list->qlen = 0;
}

#define skb_queue_walk_safe(queue, skb, tmp)				\
	for (skb = (queue)->next, tmp = skb->next;			\
	     skb != (struct sk_buff *)(queue);				\
	     skb = tmp, tmp = skb->next)

#endif

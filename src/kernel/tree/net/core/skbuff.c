// SPDX-License-Identifier: GPL-2.0-only
/* Packets: making them, freeing them, and moving their ends. Left out: clones, fragments, recycling. */
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/skbuff.h>
#include <linux/slab.h>
#include <linux/string.h>

static struct kmem_cache *skbuff_head_cache;

void __init skb_init(void)
{
	skbuff_head_cache = kmem_cache_create("skbuff_head_cache", sizeof(struct sk_buff), 0,
					      SLAB_HWCACHE_ALIGN | SLAB_PANIC, NULL);
}

/* An empty packet with room for @size bytes; NULL without memory. */
struct sk_buff *alloc_skb(unsigned int size, gfp_t priority)
{
	unsigned int room = SKB_DATA_ALIGN(size);
	struct sk_buff *skb;
	u8 *data;

	skb = kmem_cache_zalloc(skbuff_head_cache, priority);
	if (!skb)
		return NULL;
	data = kmalloc(room + SKB_DATA_ALIGN(sizeof(struct skb_shared_info)), priority);
	if (!data) {
		kmem_cache_free(skbuff_head_cache, skb);
		return NULL;
	}
	skb->head = data;
	skb->data = data;
	skb->end = room;
	skb->truesize = SKB_TRUESIZE(room);
	refcount_set(&skb->users, 1);
	memset(skb_shinfo(skb), 0, sizeof(struct skb_shared_info));
	return skb;
}
EXPORT_SYMBOL(alloc_skb);

/* The last user has gone. */
static void __kfree_skb(struct sk_buff *skb)
{
	if (skb->destructor)
		skb->destructor(skb);
	kfree(skb->head);
	kmem_cache_free(skbuff_head_cache, skb);
}

/* Gives up a packet that is lost; NULL is none. */
void kfree_skb_reason(struct sk_buff *skb, enum skb_drop_reason reason)
{
	WARN_ON(reason == SKB_CONSUMED);
	if (skb && refcount_dec_and_test(&skb->users))
		__kfree_skb(skb);
}
EXPORT_SYMBOL(kfree_skb_reason);

/* Gives up a packet that has served its purpose; NULL is none. */
void consume_skb(struct sk_buff *skb)
{
	if (skb && refcount_dec_and_test(&skb->users))
		__kfree_skb(skb);
}
EXPORT_SYMBOL(consume_skb);

/* @len bytes more at the end; where they begin. */
void *skb_put(struct sk_buff *skb, unsigned int len)
{
	void *tmp = skb_tail_pointer(skb);

	skb->tail += len;
	skb->len += len;
	if (unlikely(skb->tail > skb->end))
		panic("skb_over_panic: len %u put %u\n", skb->len, len);
	return tmp;
}
EXPORT_SYMBOL(skb_put);

/* @len bytes more at the front; where they begin. */
void *skb_push(struct sk_buff *skb, unsigned int len)
{
	if (unlikely(skb_headroom(skb) < len))
		panic("skb_under_panic: len %u push %u\n", skb->len, len);
	skb->data -= len;
	skb->len += len;
	return skb->data;
}
EXPORT_SYMBOL(skb_push);

/* @len bytes less at the front; where the packet now begins, or NULL if it has not so many. */
void *skb_pull(struct sk_buff *skb, unsigned int len)
{
	if (unlikely(len > skb->len))
		return NULL;
	skb->len -= len;
	skb->data += len;
	return skb->data;
}
EXPORT_SYMBOL(skb_pull);

/* Notes when the packet was sent, for a sender who wants to know. */
void skb_tstamp_tx(struct sk_buff *skb)
{
	skb->tstamp = machine_clock();
}
EXPORT_SYMBOL_GPL(skb_tstamp_tx);

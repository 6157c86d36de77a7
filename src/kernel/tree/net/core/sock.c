// SPDX-License-Identifier: GPL-2.0-only
/*
 * What a socket is charged for the packets that it has sent and that are still on their way; and
 * sock_init(), which in Linux is in net/socket.c.
 */
#include <linux/export.h>
#include <linux/init.h>
#include <net/sock.h>

void sock_init_data(struct sock *sk, struct net *net)
{
	write_pnet(&sk->sk_net, net);
	refcount_set(&sk->sk_wmem_alloc, 1);
	sk->sk_sndbuf = 212992;	/* net.core.wmem_default */
}
EXPORT_SYMBOL(sock_init_data);

/* Bytes on their way. */
int sk_wmem_alloc_get(const struct sock *sk)
{
	return refcount_read(&sk->sk_wmem_alloc) - 1;
}

/* The packet is gone, or nobody's: the socket may send that much more. */
void sock_wfree(struct sk_buff *skb)
{
	WARN_ON(refcount_sub_and_test(skb->truesize, &skb->sk->sk_wmem_alloc));
}
EXPORT_SYMBOL(sock_wfree);

/* Charges the packet to the socket. */
void skb_set_owner_w(struct sk_buff *skb, struct sock *sk)
{
	skb_orphan(skb);
	skb->sk = sk;
	skb->destructor = sock_wfree;
	refcount_add(skb->truesize, &sk->sk_wmem_alloc);
}
EXPORT_SYMBOL(skb_set_owner_w);

/* A packet with room for @size bytes, charged to @sk. NULL if there is no memory or it has too many. */
struct sk_buff *sock_wmalloc(struct sock *sk, unsigned long size, gfp_t priority)
{
	struct sk_buff *skb;

	if (refcount_read(&sk->sk_wmem_alloc) >= sk->sk_sndbuf)
		return NULL;
	skb = alloc_skb(size, priority);
	if (skb)
		skb_set_owner_w(skb, sk);
	return skb;
}
EXPORT_SYMBOL(sock_wmalloc);

static int __init sock_init(void)
{
	skb_init();
	return 0;
}

core_initcall(sock_init);

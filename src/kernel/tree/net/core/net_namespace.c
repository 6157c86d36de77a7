// SPDX-License-Identifier: GPL-2.0-only
/*
 * Network namespaces: making them, taking them down, and the subsystems that take part in both.
 *
 * pernet_list holds the operations of all subsystems in the order in which they are to set a namespace
 * up; it is taken down in the reverse order. Those for devices come last (from first_device on), so that
 * when devices are removed every protocol is still there. The first of them is loopback_net_ops: lo is
 * the first device of a namespace to come, and the last to go.
 *
 * Left out: ids that namespaces have for each other, limits per user, sockets and files that hold one.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/llist.h>
#include <linux/netdevice.h>
#include <linux/rculist.h>
#include <linux/rwsem.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/workqueue.h>
#include <net/net_namespace.h>
#include <net/netns/generic.h>

static LIST_HEAD(pernet_list);
static struct list_head *first_device = &pernet_list;

LIST_HEAD(net_namespace_list);
EXPORT_SYMBOL_GPL(net_namespace_list);

/* Protects net_namespace_list. Nests inside rtnl_lock(). */
static DECLARE_RWSEM(net_rwsem);

struct user_namespace init_user_ns = { .count = REFCOUNT_INIT(1) };
struct net init_net;
EXPORT_SYMBOL(init_net);

/* Protects pernet_list, first_device and the ids of net_generic(). */
DECLARE_RWSEM(pernet_ops_rwsem);

/* Ids below this would be inside the head of struct net_generic. */
#define MIN_PERNET_OPS_ID ((sizeof(struct net_generic) + sizeof(void *) - 1) / sizeof(void *))
#define INITIAL_NET_GEN_PTRS 13

static unsigned int max_gen_ptrs = INITIAL_NET_GEN_PTRS;
static unsigned int next_pernet_id = MIN_PERNET_OPS_ID;

/* Numbers that namespaces have, as in "net:[4026531840]". */
#define PROC_DYNAMIC_FIRST 0xF0000000U
static unsigned int next_inum = PROC_DYNAMIC_FIRST;
static u64 net_cookie;

static struct kmem_cache *net_cachep;
static struct workqueue_struct *netns_wq;

static struct net_generic *net_alloc_generic(void)
{
	unsigned int gen_ptrs = READ_ONCE(max_gen_ptrs);
	struct net_generic *ng = kzalloc(gen_ptrs * sizeof(ng->ptr[0]), GFP_KERNEL);

	if (ng)
		ng->s.len = gen_ptrs;
	return ng;
}

static void net_free_generic(struct rcu_head *head)
{
	kfree(container_of(head, struct net_generic, s.rcu));
}

/* Makes net_generic(net, id) be @data. An array that is too short is replaced by a longer copy. */
static int net_assign_generic(struct net *net, unsigned int id, void *data)
{
	struct net_generic *old_ng = net->gen;
	struct net_generic *ng;

	BUG_ON(id < MIN_PERNET_OPS_ID);
	if (old_ng->s.len > id) {
		old_ng->ptr[id] = data;
		return 0;
	}
	ng = net_alloc_generic();
	if (!ng)
		return -ENOMEM;
	memcpy(&ng->ptr[MIN_PERNET_OPS_ID], &old_ng->ptr[MIN_PERNET_OPS_ID],
	       (old_ng->s.len - MIN_PERNET_OPS_ID) * sizeof(void *));
	ng->ptr[id] = data;
	rcu_assign_pointer(net->gen, ng);
	call_rcu(&old_ng->s.rcu, net_free_generic);
	return 0;
}

/* Has one subsystem set up its part of @net. */
static int ops_init(const struct pernet_operations *ops, struct net *net)
{
	int err = -ENOMEM;
	void *data = NULL;

	if (ops->id && ops->size) {
		data = kzalloc(ops->size, GFP_KERNEL);
		if (!data)
			goto out;
		err = net_assign_generic(net, *ops->id, data);
		if (err)
			goto cleanup;
	}
	err = 0;
	if (ops->init)
		err = ops->init(net);
	if (!err)
		return 0;
	if (ops->id && ops->size)
		net->gen->ptr[*ops->id] = NULL;

cleanup:
	kfree(data);
out:
	return err;
}

static void ops_pre_exit_list(const struct pernet_operations *ops, struct list_head *net_exit_list)
{
	struct net *net;

	if (ops->pre_exit)
		list_for_each_entry(net, net_exit_list, exit_list)
			ops->pre_exit(net);
}

/* Has one subsystem take down its part of all namespaces on the list. */
static void ops_exit_list(const struct pernet_operations *ops, struct list_head *net_exit_list)
{
	struct net *net;

	if (ops->exit)
		list_for_each_entry(net, net_exit_list, exit_list)
			ops->exit(net);
	if (ops->exit_batch)
		ops->exit_batch(net_exit_list);
}

static void ops_free_list(const struct pernet_operations *ops, struct list_head *net_exit_list)
{
	struct net *net;

	if (ops->size && ops->id)
		list_for_each_entry(net, net_exit_list, exit_list)
			kfree(net_generic(net, *ops->id));
}

/* Sets up all of a namespace. If a subsystem cannot, those before it take their parts down again. */
static __net_init int setup_net(struct net *net, struct user_namespace *user_ns)
{
	const struct pernet_operations *ops, *saved_ops;
	LIST_HEAD(net_exit_list);
	int error = 0;

	refcount_set(&net->ns.count, 1);
	refcount_set(&net->passive, 1);
	net->net_cookie = ++net_cookie;
	net->dev_base_seq = 1;
	net->user_ns = user_ns;

	list_for_each_entry(ops, &pernet_list, list) {
		error = ops_init(ops, net);
		if (error < 0)
			goto out_undo;
	}
	down_write(&net_rwsem);
	list_add_tail_rcu(&net->list, &net_namespace_list);
	up_write(&net_rwsem);
out:
	return error;

out_undo:
	list_add(&net->exit_list, &net_exit_list);
	saved_ops = ops;
	list_for_each_entry_continue_reverse(ops, &pernet_list, list)
		ops_pre_exit_list(ops, &net_exit_list);

	synchronize_rcu();

	ops = saved_ops;
	list_for_each_entry_continue_reverse(ops, &pernet_list, list)
		ops_exit_list(ops, &net_exit_list);

	ops = saved_ops;
	list_for_each_entry_continue_reverse(ops, &pernet_list, list)
		ops_free_list(ops, &net_exit_list);

	rcu_barrier();
	goto out;
}

static struct net *net_alloc(void)
{
	struct net *net = NULL;
	struct net_generic *ng;

	ng = net_alloc_generic();
	if (!ng)
		goto out;
	net = kmem_cache_zalloc(net_cachep, GFP_KERNEL);
	if (!net)
		goto out_free;
	rcu_assign_pointer(net->gen, ng);
out:
	return net;

out_free:
	kfree(ng);
	goto out;
}

/* Gives up the memory's reference that the namespace itself had. */
static void net_free(struct net *net)
{
	if (refcount_dec_and_test(&net->passive)) {
		kfree(net->gen);
		kmem_cache_free(net_cachep, net);
	}
}

/*
 * What clone() and unshare() do about the network: with CLONE_NEWNET a new namespace, else one more user
 * of the old one. An ERR_PTR() if there cannot be a new one; nothing is left of it then.
 */
struct net *copy_net_ns(unsigned long flags, struct user_namespace *user_ns, struct net *old_net)
{
	struct net *net;
	int rv;

	if (!(flags & CLONE_NEWNET))
		return get_net(old_net);

	net = net_alloc();
	if (!net)
		return ERR_PTR(-ENOMEM);
	refcount_set(&net->passive, 1);
	get_user_ns(user_ns);

	rv = down_read_killable(&pernet_ops_rwsem);
	if (rv < 0)
		goto put_userns;
	rv = setup_net(net, user_ns);
	up_read(&pernet_ops_rwsem);
	if (rv < 0)
		goto put_userns;
	return net;

put_userns:
	put_user_ns(user_ns);
	net_free(net);
	return ERR_PTR(rv);
}

static LLIST_HEAD(cleanup_list);

/* Takes down all namespaces that have no users left. Runs from the workqueue. */
static void cleanup_net(struct work_struct *work)
{
	const struct pernet_operations *ops;
	struct net *net, *tmp;
	struct llist_node *net_kill_list;
	LIST_HEAD(net_exit_list);

	net_kill_list = llist_del_all(&cleanup_list);

	down_read(&pernet_ops_rwsem);

	/* Nobody finds them any more. */
	down_write(&net_rwsem);
	llist_for_each_entry(net, net_kill_list, cleanup_list)
		list_del_rcu(&net->list);
	up_write(&net_rwsem);

	llist_for_each_entry(net, net_kill_list, cleanup_list)
		list_add_tail(&net->exit_list, &net_exit_list);

	list_for_each_entry_reverse(ops, &pernet_list, list)
		ops_pre_exit_list(ops, &net_exit_list);

	/* Nor does anybody who was on the list then still look at them. */
	synchronize_rcu();

	list_for_each_entry_reverse(ops, &pernet_list, list)
		ops_exit_list(ops, &net_exit_list);

	list_for_each_entry_reverse(ops, &pernet_list, list)
		ops_free_list(ops, &net_exit_list);

	up_read(&pernet_ops_rwsem);

	rcu_barrier();

	list_for_each_entry_safe(net, tmp, &net_exit_list, exit_list) {
		list_del_init(&net->exit_list);
		put_user_ns(net->user_ns);
		net_free(net);
	}
}

static DECLARE_WORK(net_cleanup_work, cleanup_net);

/* The last user has gone: the namespace is taken down later, in process context. */
void __put_net(struct net *net)
{
	if (llist_add(&net->cleanup_list, &cleanup_list))
		queue_work(netns_wq, &net_cleanup_work);
}
EXPORT_SYMBOL_GPL(__put_net);

/* Returns when all namespaces without users have been taken down. */
void net_ns_barrier(void)
{
	flush_workqueue(netns_wq);
	down_write(&pernet_ops_rwsem);
	up_write(&pernet_ops_rwsem);
}
EXPORT_SYMBOL(net_ns_barrier);

static __net_init int net_ns_net_init(struct net *net)
{
	net->ns.inum = next_inum++;
	return 0;
}

static struct pernet_operations __net_initdata net_ns_ops = {
	.init = net_ns_net_init,
};

/* Sets up the first namespace. There are no subsystems yet; each sets up its part when it registers. */
void __init net_ns_init(void)
{
	struct net_generic *ng;

	net_cachep = kmem_cache_create("net_namespace", sizeof(struct net), SMP_CACHE_BYTES,
				       SLAB_PANIC | SLAB_ACCOUNT, NULL);
	netns_wq = create_singlethread_workqueue("netns");
	if (!netns_wq)
		panic("Could not create netns workq");
	ng = net_alloc_generic();
	if (!ng)
		panic("Could not allocate generic netns");
	rcu_assign_pointer(init_net.gen, ng);

	down_write(&pernet_ops_rwsem);
	if (setup_net(&init_net, &init_user_ns))
		panic("Could not setup the initial network namespace");
	up_write(&pernet_ops_rwsem);

	if (register_pernet_subsys(&net_ns_ops))
		panic("Could not register network namespace subsystems");
}

static void free_exit_list(struct pernet_operations *ops, struct list_head *net_exit_list)
{
	ops_pre_exit_list(ops, net_exit_list);
	synchronize_rcu();
	ops_exit_list(ops, net_exit_list);
	ops_free_list(ops, net_exit_list);
}

/* Puts @ops at the end of @list, and has it set up its part of the namespaces that there are. */
static int __register_pernet_operations(struct list_head *list, struct pernet_operations *ops)
{
	struct net *net;
	int error;
	LIST_HEAD(net_exit_list);

	list_add_tail(&ops->list, list);
	if (ops->init || (ops->id && ops->size)) {
		for_each_net(net) {
			error = ops_init(ops, net);
			if (error)
				goto out_undo;
			list_add_tail(&net->exit_list, &net_exit_list);
		}
	}
	return 0;

out_undo:
	list_del(&ops->list);
	free_exit_list(ops, &net_exit_list);
	return error;
}

static void __unregister_pernet_operations(struct pernet_operations *ops)
{
	struct net *net;
	LIST_HEAD(net_exit_list);

	list_del(&ops->list);
	for_each_net(net)
		list_add_tail(&net->exit_list, &net_exit_list);
	free_exit_list(ops, &net_exit_list);
}

static int register_pernet_operations(struct list_head *list, struct pernet_operations *ops)
{
	int error;

	if (ops->id) {
		/* Linux gives an id that was given back to the next one who asks. */
		*ops->id = next_pernet_id++;
		WRITE_ONCE(max_gen_ptrs, max(max_gen_ptrs, *ops->id + 1));
	}
	error = __register_pernet_operations(list, ops);
	if (error)
		rcu_barrier();
	return error;
}

static void unregister_pernet_operations(struct pernet_operations *ops)
{
	__unregister_pernet_operations(ops);
	rcu_barrier();
}

/*
 * register_pernet_subsys - have a subsystem take part in all namespaces, present and future
 * @ops: what it does to set up and take down its part
 *
 * It comes after the subsystems that are registered already, and before all devices. Returns 0, or the
 * error with which it failed to set up its part of a namespace.
 */
int register_pernet_subsys(struct pernet_operations *ops)
{
	int error;

	down_write(&pernet_ops_rwsem);
	error = register_pernet_operations(first_device, ops);
	up_write(&pernet_ops_rwsem);
	return error;
}
EXPORT_SYMBOL_GPL(register_pernet_subsys);

void unregister_pernet_subsys(struct pernet_operations *ops)
{
	down_write(&pernet_ops_rwsem);
	unregister_pernet_operations(ops);
	up_write(&pernet_ops_rwsem);
}
EXPORT_SYMBOL_GPL(unregister_pernet_subsys);

/*
 * register_pernet_device - have a device, or kind of device, take part in all namespaces
 * @ops: what it does to set up and take down its part
 *
 * It comes after everything that is registered already. Returns as register_pernet_subsys() does.
 */
int register_pernet_device(struct pernet_operations *ops)
{
	int error;

	down_write(&pernet_ops_rwsem);
	error = register_pernet_operations(&pernet_list, ops);
	if (!error && first_device == &pernet_list)
		first_device = &ops->list;
	up_write(&pernet_ops_rwsem);
	return error;
}
EXPORT_SYMBOL_GPL(register_pernet_device);

void unregister_pernet_device(struct pernet_operations *ops)
{
	down_write(&pernet_ops_rwsem);
	if (&ops->list == first_device)
		first_device = first_device->next;
	unregister_pernet_operations(ops);
	up_write(&pernet_ops_rwsem);
}
EXPORT_SYMBOL_GPL(unregister_pernet_device);

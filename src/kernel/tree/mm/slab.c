// SPDX-License-Identifier: GPL-2.0-only
/*
 * Objects: kmalloc(), kfree(), and caches of objects of one size.
 *
 * A cache has slabs. A slab is SLAB_SIZE bytes, aligned to SLAB_SIZE, so that the slab of an object is
 * found by rounding its address down. At its start lies struct slab with the list of free objects (as
 * indices, so that nothing is kept inside the objects); then come the objects, each followed by a
 * redzone that the machine guards.
 *
 * A freed object is not given out again at once: it waits in a quarantine, guarded, so that who still
 * uses it is found out. Only when QUARANTINE_BYTES wait does the oldest go back to its slab.
 *
 * Left out: per-CPU lists of free objects, NUMA, giving empty slabs back, debugging by patterns.
 */
#include <linux/cache.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <machine/intrinsics.h>

#define SLAB_SIZE 16384UL
#define SLAB_MIN_ALIGN 16U
#define SLAB_REDZONE 16U
#define SLAB_NAME_MAX 24
#define QUARANTINE_BYTES 65536UL
#define QUARANTINE_OBJECTS 512

struct kmem_cache {
	char name[SLAB_NAME_MAX];
	unsigned int object_size;
	unsigned int size;		/* from one object to the next: object, redzone, alignment */
	unsigned int offset;		/* from the slab's start to its first object */
	unsigned int objects;		/* in a slab */
	spinlock_t lock;
	struct list_head partial;	/* slabs with free objects */
	struct list_head full;		/* slabs without */
	struct list_head list;		/* on slab_caches */
};

struct slab {
	struct kmem_cache *cache;
	struct list_head list;
	unsigned int object_size;	/* of each object; in a slab of kmalloc_large, of its only one */
	unsigned short inuse;		/* objects that are given out or in quarantine */
	unsigned short free;		/* index of the first free object; objects if there is none */
	unsigned short next_free[];	/* and after each free object the next */
};

/* Sizes of kmalloc(): a request takes the smallest that holds it; a larger one has a slab to itself. */
static const unsigned short kmalloc_sizes[] = {
	16, 32, 64, 96, 128, 192, 256, 512, 1024, 2048, 4096,
};
static struct kmem_cache kmalloc_caches[ARRAY_SIZE(kmalloc_sizes)];
static struct kmem_cache kmalloc_large;
static struct kmem_cache kmem_cache_cache;
static LIST_HEAD(slab_caches);

/* Freed objects, in a ring: the oldest at quarantine_first. */
static void *quarantine[QUARANTINE_OBJECTS];
static unsigned int quarantine_first;
static unsigned int quarantine_count;
static unsigned long quarantine_bytes;
static DEFINE_SPINLOCK(quarantine_lock);

static struct slab *virt_to_slab(const void *object)
{
	return (struct slab *)ALIGN_DOWN((unsigned long)object, SLAB_SIZE);
}

static void *slab_object(const struct slab *slab, unsigned int index)
{
	return (char *)slab + slab->cache->offset + (unsigned long)index * slab->cache->size;
}

static unsigned int slab_index(const struct slab *slab, const void *object)
{
	return ((char *)object - (char *)slab - slab->cache->offset) / slab->cache->size;
}

/* Lays the cache's slabs out: as many objects as fit behind struct slab with an index for each. */
static void cache_layout(struct kmem_cache *cache, unsigned int align)
{
	unsigned long head;

	cache->size = ALIGN(cache->object_size + SLAB_REDZONE, align);
	cache->objects = (SLAB_SIZE - sizeof(struct slab) - align) / (cache->size + sizeof(short));
	head = sizeof(struct slab) + cache->objects * sizeof(short);
	cache->offset = ALIGN(head + SLAB_REDZONE, (unsigned long)align);
	if (cache->offset + (unsigned long)cache->objects * cache->size > SLAB_SIZE)
		cache->objects--;
}

static void cache_init(struct kmem_cache *cache, const char *name, unsigned int size,
		       unsigned int align)
{
	strscpy(cache->name, name, sizeof(cache->name));
	cache->object_size = size;
	spin_lock_init(&cache->lock);
	INIT_LIST_HEAD(&cache->partial);
	INIT_LIST_HEAD(&cache->full);
	list_add_tail(&cache->list, &slab_caches);
	cache_layout(cache, align);
}

/* A new slab with all its objects free, on the partial list. The cache's lock is held. */
static struct slab *new_slab(struct kmem_cache *cache)
{
	struct slab *slab = alloc_pages_exact(SLAB_SIZE, SLAB_SIZE);
	unsigned int i;

	if (!slab)
		return NULL;
	machine_unpoison(slab, sizeof(*slab) + cache->objects * sizeof(short), true);
	slab->cache = cache;
	slab->object_size = cache->object_size;
	for (i = 0; i < cache->objects; i++)
		slab->next_free[i] = i + 1;
	list_add(&slab->list, &cache->partial);
	return slab;
}

/* Takes an object out of a slab. */
static void *slab_alloc(struct kmem_cache *cache)
{
	struct slab *slab;
	void *object = NULL;

	spin_lock(&cache->lock);
	slab = list_first_entry_or_null(&cache->partial, struct slab, list);
	if (!slab)
		slab = new_slab(cache);
	if (slab) {
		object = slab_object(slab, slab->free);
		slab->free = slab->next_free[slab->free];
		slab->inuse++;
		if (slab->free == cache->objects)
			list_move_tail(&slab->list, &cache->full);
	}
	spin_unlock(&cache->lock);
	return object;
}

/* A slab, as large as it takes, for one object: a free one that is large enough, or a new one. */
static void *slab_alloc_large(size_t size)
{
	unsigned long offset = ALIGN(sizeof(struct slab), (unsigned long)SMP_CACHE_BYTES);
	struct slab *slab;

	spin_lock(&kmalloc_large.lock);
	list_for_each_entry(slab, &kmalloc_large.partial, list)
		if (slab->object_size >= size)
			goto found;
	slab = alloc_pages_exact(offset + size + SLAB_REDZONE, SLAB_SIZE);
	if (!slab)
		goto out;
	machine_unpoison(slab, sizeof(*slab), true);
	slab->cache = &kmalloc_large;
	slab->object_size = size;
	list_add(&slab->list, &kmalloc_large.partial);
found:
	slab->inuse = 1;
	list_move_tail(&slab->list, &kmalloc_large.full);
out:
	spin_unlock(&kmalloc_large.lock);
	return slab ? (char *)slab + offset : NULL;
}

/* Puts an object back into its slab, free to be given out again. */
static void slab_free(void *object)
{
	struct slab *slab = virt_to_slab(object);
	struct kmem_cache *cache = slab->cache;

	spin_lock(&cache->lock);
	if (slab->free == cache->objects)
		list_move_tail(&slab->list, &cache->partial);
	if (cache != &kmalloc_large) {
		unsigned int index = slab_index(slab, object);

		slab->next_free[index] = slab->free;
		slab->free = index;
	}
	slab->inuse--;
	spin_unlock(&cache->lock);
}

/* The oldest object of a quarantine that is too full, taken off it; NULL if it is not too full. */
static void *quarantine_take(void)
{
	void *object;

	if (quarantine_bytes <= QUARANTINE_BYTES && quarantine_count < QUARANTINE_OBJECTS)
		return NULL;
	object = quarantine[quarantine_first];
	quarantine_first = (quarantine_first + 1) % QUARANTINE_OBJECTS;
	quarantine_count--;
	quarantine_bytes -= virt_to_slab(object)->object_size;
	return object;
}

/* Puts a freed object into the quarantine, and what has been there longest back into its slab. */
static void quarantine_put(void *object)
{
	void *oldest;

	spin_lock(&quarantine_lock);
	while ((oldest = quarantine_take()))
		slab_free(oldest);
	quarantine[(quarantine_first + quarantine_count) % QUARANTINE_OBJECTS] = object;
	quarantine_count++;
	quarantine_bytes += virt_to_slab(object)->object_size;
	spin_unlock(&quarantine_lock);
}

/* Makes @size bytes at @object usable, guards what follows, and tells the machine of the object. */
static void *object_ready(struct kmem_cache *cache, void *object, size_t size, gfp_t flags)
{
	size_t room = virt_to_slab(object)->object_size + SLAB_REDZONE;

	machine_unpoison(object, size, false);
	machine_poison((char *)object + size, room - size, MACHINE_REDZONE);
	if (flags & __GFP_ZERO)
		memset(object, 0, size);
	machine_object_allocated(object, size, cache->name);
	return object;
}

/* Creates a cache for objects of @size bytes. With SLAB_PANIC it cannot fail. No constructors. */
struct kmem_cache *kmem_cache_create(const char *name, unsigned int size, unsigned int align,
				     unsigned int flags, void (*ctor)(void *))
{
	struct kmem_cache *cache;

	BUG_ON(ctor);
	if (flags & SLAB_HWCACHE_ALIGN)
		align = max(align, (unsigned int)SMP_CACHE_BYTES);
	cache = kmem_cache_zalloc(&kmem_cache_cache, GFP_KERNEL);
	if (!cache) {
		if (flags & SLAB_PANIC)
			panic("kmem_cache_create: Failed to create slab '%s'\n", name);
		return NULL;
	}
	cache_init(cache, name, size, max(align, SLAB_MIN_ALIGN));
	return cache;
}
EXPORT_SYMBOL(kmem_cache_create);

void *kmem_cache_alloc(struct kmem_cache *cache, gfp_t flags)
{
	void *object;

	if (should_failslab(cache->name, cache->object_size, flags))
		return NULL;
	object = slab_alloc(cache);
	if (!object)
		return NULL;
	return object_ready(cache, object, cache->object_size, flags);
}
EXPORT_SYMBOL(kmem_cache_alloc);

/* The cache for requests of @size bytes; NULL when it is larger than any. */
static struct kmem_cache *kmalloc_slab(size_t size)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(kmalloc_sizes); i++)
		if (size <= kmalloc_sizes[i])
			return &kmalloc_caches[i];
	return NULL;
}

void *kmalloc(size_t size, gfp_t flags)
{
	struct kmem_cache *cache = kmalloc_slab(size);
	void *object;

	if (!cache) {
		if (should_failslab(kmalloc_large.name, size, flags))
			return NULL;
		object = slab_alloc_large(size);
		cache = &kmalloc_large;
	} else {
		if (should_failslab(cache->name, size, flags))
			return NULL;
		object = slab_alloc(cache);
	}
	if (!object)
		return NULL;
	return object_ready(cache, object, size, flags);
}
EXPORT_SYMBOL(kmalloc);

void kfree(const void *object)
{
	struct slab *slab;

	if (!object)
		return;
	machine_object_freed(object);
	slab = virt_to_slab(object);
	machine_poison(object, slab->object_size, MACHINE_FREED);
	quarantine_put((void *)object);
}
EXPORT_SYMBOL(kfree);

void kmem_cache_free(struct kmem_cache *cache, void *object)
{
	if (object)
		WARN_ON(virt_to_slab(object)->cache != cache);
	kfree(object);
}
EXPORT_SYMBOL(kmem_cache_free);

/* The caches that kmalloc() uses, and the one for caches. These are not allocated themselves. */
void __init kmem_cache_init(void)
{
	char name[SLAB_NAME_MAX];
	unsigned int i;

	cache_init(&kmem_cache_cache, "kmem_cache", sizeof(struct kmem_cache), SLAB_MIN_ALIGN);
	for (i = 0; i < ARRAY_SIZE(kmalloc_sizes); i++) {
		unsigned int size = kmalloc_sizes[i];

		if (size < 1024)
			scnprintf(name, sizeof(name), "kmalloc-%u", size);
		else
			scnprintf(name, sizeof(name), "kmalloc-%uk", size / 1024);
		cache_init(&kmalloc_caches[i], name, size, min(size & -size, 64U));
	}
	strscpy(kmalloc_large.name, "kmalloc-large", sizeof(kmalloc_large.name));
	spin_lock_init(&kmalloc_large.lock);
	INIT_LIST_HEAD(&kmalloc_large.partial);
	INIT_LIST_HEAD(&kmalloc_large.full);
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Pages, from which the other allocators make objects. The machine hands them out and never takes them
 * back, so what is here is thin; slabs and per-CPU chunks keep theirs. Left out: zones, orders, freeing.
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <machine/intrinsics.h>

/* @size bytes in whole pages, aligned to @align; zero, and not accessible yet. NULL without memory. */
void *alloc_pages_exact(size_t size, size_t align)
{
	return machine_memory(PAGE_ALIGN(size), max_t(size_t, align, PAGE_SIZE));
}

/* Makes kmalloc() work. */
void __init mm_init(void)
{
	kmem_cache_init();
}

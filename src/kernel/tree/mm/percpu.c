// SPDX-License-Identifier: GPL-2.0-only
/*
 * The per-CPU allocator: one copy of an object for every possible CPU.
 *
 * A chunk is a row of units, one for each CPU, pcpu_unit_size bytes each:
 *
 *	base_addr          + unit size        + 2 * unit size
 *	| unit of CPU 0    | unit of CPU 1    | unit of CPU 2    | ...
 *
 * An allocated area is at the same offset in every unit of its chunk, so one bitmap for the chunk says
 * what is taken. The start of the first chunk's units holds the static per-CPU variables; a unit is a
 * page, or as many as these and some dynamic ones need.
 *
 * What the caller gets is no address but a cookie, and a CPU's copy is at cookie + __per_cpu_offset[cpu],
 * whatever the chunk. Cookies lie in a range that is never mapped, so one that is used without
 * per_cpu_ptr() is found out.
 *
 * As in mm/slab.c, what is freed rests before it is given out again, and the machine guards it. Left
 * out: lists of chunks by free space, reserved areas, populating page by page, giving chunks back.
 */
#include <linux/bitmap.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/mm.h>
#include <linux/percpu.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>

#define PCPU_DYNAMIC_SIZE (PAGE_SIZE / 2)	/* room for dynamic variables in the first chunk, at least */
#define PCPU_REDZONE_BITS 4		/* after each area: 16 bytes that belong to nobody */
#define PCPU_QUARANTINE 16		/* freed areas that rest */

struct pcpu_chunk {
	struct list_head list;		/* on pcpu_chunk_list */
	void *base_addr;		/* the unit of CPU 0 */
	unsigned long cookie;		/* of the first byte of the units */
	/* A bit for each PCPU_MIN_ALLOC_SIZE bytes of a unit: is it taken, */
	unsigned long *alloc_map;
	/* and does an area begin there, or end before it? */
	unsigned long *bound_map;
	unsigned long maps[];		/* both, one behind the other */
};

/* A freed area that rests. */
struct pcpu_freed {
	struct pcpu_chunk *chunk;
	unsigned int start, bits;
};

unsigned long __per_cpu_offset[NR_CPUS] __read_mostly;
EXPORT_SYMBOL(__per_cpu_offset);

static unsigned long pcpu_unit_size;
static unsigned int pcpu_unit_bits;
static void *pcpu_base_addr;		/* of the first chunk */
static LIST_HEAD(pcpu_chunk_list);
static struct pcpu_freed pcpu_quarantine[PCPU_QUARANTINE];
static unsigned int pcpu_quarantine_next;
static DEFINE_SPINLOCK(pcpu_lock);

/* The copy of CPU @cpu of what is at byte @off of the chunk's units. */
static void *pcpu_chunk_addr(const struct pcpu_chunk *chunk, unsigned int cpu, unsigned long off)
{
	return (char *)chunk->base_addr + cpu * pcpu_unit_size + off;
}

/* Makes a chunk of the units at @base_addr; NULL without memory for it. */
static struct pcpu_chunk *pcpu_chunk_init(void *base_addr)
{
	unsigned int map_longs = BITS_TO_LONGS(pcpu_unit_bits + 1);
	size_t size = sizeof(struct pcpu_chunk) + 2 * map_longs * sizeof(long);
	struct pcpu_chunk *chunk = alloc_pages_exact(size, PAGE_SIZE);

	if (!chunk)
		return NULL;
	machine_unpoison(chunk, size, true);
	chunk->alloc_map = chunk->maps;
	chunk->bound_map = chunk->maps + map_longs;
	chunk->base_addr = base_addr;
	chunk->cookie = MACHINE_PERCPU_BASE + ((unsigned long)base_addr - (unsigned long)pcpu_base_addr);
	list_add_tail(&chunk->list, &pcpu_chunk_list);
	machine_percpu_chunk(base_addr, pcpu_unit_size, nr_cpu_ids, (void *)chunk->cookie);
	return chunk;
}

/* Takes @bits from @start, and remembers where they begin and end. */
static void pcpu_take(struct pcpu_chunk *chunk, unsigned int start, unsigned int bits)
{
	bitmap_set(chunk->alloc_map, start, bits + PCPU_REDZONE_BITS);
	__set_bit(start, chunk->bound_map);
	__set_bit(start + bits, chunk->bound_map);
}

/* A further chunk, empty; NULL without memory or cookies for it. */
static struct pcpu_chunk *pcpu_create_chunk(void)
{
	void *base_addr = alloc_pages_exact(nr_cpu_ids * pcpu_unit_size, PAGE_SIZE);

	if (!base_addr || base_addr - pcpu_base_addr + pcpu_unit_size > MACHINE_PERCPU_SIZE)
		return NULL;
	return pcpu_chunk_init(base_addr);
}

/* Room for @bits in any chunk there is, taken: the chunk, and where in *@start. NULL if there is none. */
static struct pcpu_chunk *pcpu_find_room(unsigned int bits, unsigned int align_bits,
					 unsigned int *start)
{
	struct pcpu_chunk *chunk;

	list_for_each_entry(chunk, &pcpu_chunk_list, list) {
		*start = bitmap_find_next_zero_area(chunk->alloc_map, pcpu_unit_bits, 0,
						    bits + PCPU_REDZONE_BITS, align_bits - 1);
		if (*start + bits + PCPU_REDZONE_BITS <= pcpu_unit_bits) {
			pcpu_take(chunk, *start, bits);
			return chunk;
		}
	}
	return NULL;
}

/* Puts an area to rest in the next place of the quarantine; what rested there is free again. */
static void pcpu_quarantine_put(struct pcpu_freed freed)
{
	struct pcpu_freed *place = &pcpu_quarantine[pcpu_quarantine_next];

	pcpu_quarantine_next = (pcpu_quarantine_next + 1) % PCPU_QUARANTINE;
	if (place->chunk)
		bitmap_clear(place->chunk->alloc_map, place->start,
			     place->bits + PCPU_REDZONE_BITS);
	*place = freed;
}

/* Ends the rest of all areas, when there is no room otherwise. */
static void pcpu_quarantine_drain(void)
{
	struct pcpu_freed nothing = { .chunk = NULL };
	unsigned int i;

	for (i = 0; i < PCPU_QUARANTINE; i++)
		pcpu_quarantine_put(nothing);
}

/* The allocator: @size bytes, aligned to @align, zeroed, for each possible CPU. NULL if that fails. */
static void __percpu *pcpu_alloc(size_t size, size_t align, gfp_t gfp)
{
	unsigned int bits = DIV_ROUND_UP(size, PCPU_MIN_ALLOC_SIZE);
	unsigned int align_bits = DIV_ROUND_UP(align, PCPU_MIN_ALLOC_SIZE);
	struct pcpu_chunk *chunk;
	unsigned int cpu, start;
	void __percpu *ptr;

	if (WARN(!size || !align || (align & (align - 1)) || align > PAGE_SIZE ||
		 bits + PCPU_REDZONE_BITS > pcpu_unit_bits,
		 "illegal size (%zu) or align (%zu) for percpu allocation\n", size, align))
		return NULL;
	if (should_failslab("percpu", size, gfp))
		goto fail;

	spin_lock(&pcpu_lock);
	chunk = pcpu_find_room(bits, align_bits, &start);
	if (!chunk) {
		pcpu_quarantine_drain();
		chunk = pcpu_find_room(bits, align_bits, &start);
	}
	if (!chunk) {
		pcpu_create_chunk();
		chunk = pcpu_find_room(bits, align_bits, &start);
	}
	spin_unlock(&pcpu_lock);
	if (!chunk)
		goto fail;

	for_each_possible_cpu(cpu) {
		void *copy = pcpu_chunk_addr(chunk, cpu, start * PCPU_MIN_ALLOC_SIZE);

		machine_unpoison(copy, size, false);
		memset(copy, 0, size);
	}
	ptr = (void __percpu *)(chunk->cookie + start * PCPU_MIN_ALLOC_SIZE);
	machine_object_allocated(ptr, size, "percpu");
	return ptr;

fail:
	if (!(gfp & __GFP_NOWARN))
		pr_warn("percpu: allocation failed, size=%zu align=%zu\n", size, align);
	return NULL;
}

void __percpu *__alloc_percpu_gfp(size_t size, size_t align, gfp_t gfp)
{
	return pcpu_alloc(size, align, gfp);
}
EXPORT_SYMBOL_GPL(__alloc_percpu_gfp);

void __percpu *__alloc_percpu(size_t size, size_t align)
{
	return pcpu_alloc(size, align, GFP_KERNEL);
}
EXPORT_SYMBOL_GPL(__alloc_percpu);

/* The chunk that @ptr, the cookie of an allocated area, is in. */
static struct pcpu_chunk *pcpu_chunk_of(void __percpu *ptr)
{
	struct pcpu_chunk *chunk;

	list_for_each_entry(chunk, &pcpu_chunk_list, list)
		if ((unsigned long)ptr - chunk->cookie < pcpu_unit_size)
			return chunk;
	BUG();
}

void free_percpu(void __percpu *ptr)
{
	struct pcpu_freed freed;
	unsigned int cpu;

	if (!ptr)
		return;
	machine_object_freed(ptr);
	spin_lock(&pcpu_lock);
	freed.chunk = pcpu_chunk_of(ptr);
	freed.start = ((unsigned long)ptr - freed.chunk->cookie) / PCPU_MIN_ALLOC_SIZE;
	freed.bits = find_next_bit(freed.chunk->bound_map, pcpu_unit_bits, freed.start + 1) -
		     freed.start;
	__clear_bit(freed.start, freed.chunk->bound_map);
	__clear_bit(freed.start + freed.bits, freed.chunk->bound_map);
	for_each_possible_cpu(cpu) {
		void *copy = pcpu_chunk_addr(freed.chunk, cpu, freed.start * PCPU_MIN_ALLOC_SIZE);

		machine_poison(copy, freed.bits * PCPU_MIN_ALLOC_SIZE, MACHINE_FREED);
	}
	pcpu_quarantine_put(freed);
	spin_unlock(&pcpu_lock);
}
EXPORT_SYMBOL_GPL(free_percpu);

/* Until there are units, the CPU that boots uses the initial image itself as its unit. */
void __init setup_boot_percpu(void)
{
	__per_cpu_offset[smp_processor_id()] = (unsigned long)__start_percpu - MACHINE_PERCPU_BASE;
}

/* Gives every possible CPU its unit, with the static variables' initial values in it. */
void __init setup_per_cpu_areas(void)
{
	unsigned long static_size = __per_cpu_size;
	struct pcpu_chunk *chunk = NULL;
	unsigned int cpu;

	pcpu_unit_size = PAGE_ALIGN(static_size + PCPU_DYNAMIC_SIZE);
	pcpu_unit_bits = pcpu_unit_size / PCPU_MIN_ALLOC_SIZE;
	pcpu_base_addr = alloc_pages_exact(nr_cpu_ids * pcpu_unit_size, PAGE_SIZE);
	if (pcpu_base_addr)
		chunk = pcpu_chunk_init(pcpu_base_addr);
	if (!chunk)
		panic("Failed to initialize percpu areas.");
	bitmap_set(chunk->alloc_map, 0,
		   DIV_ROUND_UP(static_size, PCPU_MIN_ALLOC_SIZE) + PCPU_REDZONE_BITS);
	for_each_possible_cpu(cpu) {
		void *unit = pcpu_chunk_addr(chunk, cpu, 0);

		machine_copy_image(unit, __start_percpu, static_size);
		__per_cpu_offset[cpu] = (unsigned long)unit - MACHINE_PERCPU_BASE;
	}
	machine_poison(__start_percpu, static_size, MACHINE_PERCPU_IMAGE);
	pr_info("percpu: Embedded %lu pages/cpu u%lu\n", pcpu_unit_size / PAGE_SIZE, pcpu_unit_size);
}

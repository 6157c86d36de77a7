/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * malloc() and its kind. Objects of up to 16 KiB lie in slots of one size in arenas of 64 KiB, each slot ending in a
 * redzone of 16 bytes or more, which is also the redzone before the next one. An arena begins with a header that
 * says, for each slot, the size of its object and the slot after it in the list that it is in. Larger objects have a
 * region of arenas of their own.
 *
 * A freed slot goes to the end of a quarantine of at most 1 MiB, and only what falls out of its front is given out
 * again; so a use after free is noticed for as long.
 */
#include <errno.h>
#include <machine/host.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define ARENA 65536
#define MOST_ARENAS 16384
#define LARGEST_SLOT 16384
#define CLASSES 72
#define QUARANTINE (1024 * 1024)
#define REDZONE 2 /* MACHINE_REDZONE */

/* Slots are numbered from 1 through all arenas: arena * SLOTS + index in it. 0 is the end of a list. */
#define SLOTS 2048

struct slot {
	uint32_t next;
	uint32_t size;
};

struct arena {
	uint32_t number;
	uint32_t room;	/* of each slot, redzone included; for a large object of the whole region */
	uint32_t class;	/* CLASSES: one large object */
	uint32_t first;	/* offset of slot 0 */
	struct slot slots[];
};

static struct arena *arenas[MOST_ARENAS];
static uint32_t arena_count = 1;
static uint32_t free_slots[CLASSES + 1];

static struct {
	uint32_t first;
	uint32_t last;
	size_t bytes;
} quarantine;

static struct slot *slot_of(uint32_t number)
{
	return &arenas[number / SLOTS]->slots[number % SLOTS];
}

static char *place_of(uint32_t number)
{
	struct arena *arena = arenas[number / SLOTS];

	return (char *)arena + arena->first + (size_t)(number % SLOTS) * arena->room;
}

static struct arena *arena_of(void *p)
{
	return (struct arena *)(((uintptr_t)p - 1) & ~(uintptr_t)(ARENA - 1));
}

static uint32_t number_of(void *p)
{
	struct arena *arena = arena_of(p);
	size_t offset = (char *)p - (char *)arena - arena->first;

	return arena->number * SLOTS + offset / arena->room;
}

static size_t redzone(size_t size)
{
	if (size <= 64)
		return 16;
	if (size <= 512)
		return 32;
	return size <= 4096 ? 128 : 512;
}

/* The class of a slot: 16 bytes apart up to 1 KiB, then four to each doubling. */
static unsigned int class_of(size_t room)
{
	unsigned int class = 64;
	size_t limit = 1024;

	if (room <= 1024)
		return (room - 1) / 16;
	while (room > limit) {
		limit *= 2;
		class += 2;
	}
	return room > limit / 4 * 3 ? class - 1 : class - 2;
}

static size_t room_of_class(unsigned int class)
{
	if (class < 64)
		return (class + 1) * 16;
	return ((class & 1) ? (size_t)2048 : 1536) << ((class - 64) / 2);
}

static struct arena *new_arena(size_t bytes, size_t header, size_t align)
{
	char *region = arena_count < MOST_ARENAS ? machine_memory(bytes, align) : NULL;
	struct arena *arena = (struct arena *)(region ? arena_of(region + header) : NULL);

	if (!arena) {
		errno = ENOMEM;
		return NULL;
	}
	machine_poison(region, bytes < 2 * ARENA ? bytes : header + 64, REDZONE);
	return arena;
}

static void fill_arena(unsigned int class)
{
	size_t room = room_of_class(class);
	struct arena *arena = new_arena(ARENA, ARENA - 1, ARENA);
	size_t slots;
	size_t header;

	if (!arena)
		return;
	slots = (ARENA - sizeof(*arena) - 32) / (room + sizeof(struct slot));
	header = (sizeof(*arena) + slots * sizeof(struct slot) + 31) / 16 * 16;
	while (header + slots * room > ARENA)
		slots--;
	machine_unpoison(arena, sizeof(*arena) + slots * sizeof(struct slot), 1);
	arena->number = arena_count;
	arena->room = room;
	arena->class = class;
	arena->first = header;
	arenas[arena_count++] = arena;
	for (size_t i = slots; i-- > 0;) {
		arena->slots[i].next = free_slots[class];
		free_slots[class] = arena->number * SLOTS + i;
	}
}

static void *take(uint32_t number, size_t size)
{
	struct slot *slot = slot_of(number);
	void *p = place_of(number);

	slot->size = size;
	machine_heap_take((uintptr_t)p, size, arenas[number / SLOTS]->room);
	return p;
}

/*
 * An object too large for a slot, or with an alignment that slots don't have. Regions are given out again when they
 * fit well.
 */
static void *allocate_large(size_t size, size_t align)
{
	size_t header = align > 4096 ? align : 4096;
	size_t room = (size + redzone(size) + 4095) / 4096 * 4096;
	struct arena *arena;
	uint32_t *link = &free_slots[CLASSES];

	for (; *link != 0; link = &slot_of(*link)->next) {
		uint32_t number = *link;

		arena = arenas[number / SLOTS];
		if (arena->room >= room && arena->room / 2 <= room && (uintptr_t)place_of(number) % align == 0) {
			*link = slot_of(number)->next;
			return take(number, size);
		}
	}
	arena = new_arena(header + room, header, align > ARENA ? align : ARENA);
	if (!arena)
		return NULL;
	machine_unpoison(arena, sizeof(*arena) + sizeof(struct slot), 1);
	arena->number = arena_count;
	arena->room = room;
	arena->class = CLASSES;
	arena->first = header < ARENA ? header : ARENA;
	arenas[arena_count++] = arena;
	return take(arena->number * SLOTS, size);
}

static void *allocate(size_t size)
{
	size_t room = (size + redzone(size) + 15) / 16 * 16;
	unsigned int class;
	uint32_t number;

	if (size > SIZE_MAX / 4 || size > UINT32_MAX / 4) {
		errno = ENOMEM;
		return NULL;
	}
	if (room > LARGEST_SLOT)
		return allocate_large(size, 16);
	class = class_of(room);
	if (free_slots[class] == 0)
		fill_arena(class);
	number = free_slots[class];
	if (number == 0)
		return NULL;
	free_slots[class] = slot_of(number)->next;
	return take(number, size);
}

void *malloc(size_t size)
{
	return allocate(size);
}

void *calloc(size_t count, size_t size)
{
	void *p = NULL;

	if (size != 0 && count > SIZE_MAX / size)
		errno = ENOMEM;
	else
		p = allocate(count * size);
	return p ? memset(p, 0, count * size) : NULL;
}

static void leave_quarantine(void)
{
	uint32_t number = quarantine.first;
	struct slot *slot = slot_of(number);
	unsigned int class = arenas[number / SLOTS]->class;

	quarantine.first = slot->next;
	quarantine.bytes -= slot->size + sizeof(*slot);
	slot->next = free_slots[class];
	free_slots[class] = number;
}

void free(void *p)
{
	uint32_t number;
	struct slot *slot;

	if (!p)
		return;
	machine_heap_give((uintptr_t)p);
	number = number_of(p);
	slot = slot_of(number);
	slot->next = 0;
	if (quarantine.first == 0)
		quarantine.first = number;
	else
		slot_of(quarantine.last)->next = number;
	quarantine.last = number;
	quarantine.bytes += slot->size + sizeof(*slot);
	while (quarantine.bytes > QUARANTINE && quarantine.first != number)
		leave_quarantine();
}

void *realloc(void *p, size_t size)
{
	void *moved;
	size_t old;

	if (!p)
		return allocate(size);
	if (size == 0) {
		free(p);
		return NULL;
	}
	moved = allocate(size);
	if (!moved)
		return NULL;
	old = ((uintptr_t)p & 15) == 0 ? slot_of(number_of(p))->size : 0;
	memcpy(moved, p, old < size ? old : size);
	free(p);
	return moved;
}

void *reallocarray(void *p, size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / size) {
		errno = ENOMEM;
		return NULL;
	}
	return realloc(p, count * size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
	if (alignment == 0 || (alignment & (alignment - 1)) != 0 || size > UINT32_MAX / 4) {
		errno = EINVAL;
		return NULL;
	}
	return alignment <= 16 ? allocate(size) : allocate_large(size, alignment);
}

int posix_memalign(void **p, size_t alignment, size_t size)
{
	void *made = alignment % sizeof(void *) == 0 ? aligned_alloc(alignment, size) : NULL;

	if (!made)
		return alignment % sizeof(void *) == 0 && alignment != 0 ? ENOMEM : EINVAL;
	*p = made;
	return 0;
}

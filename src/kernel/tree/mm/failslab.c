// SPDX-License-Identifier: GPL-2.0-only
/*
 * Making one allocation fail, to see what the code does then.
 *
 * Counted are objects: kmalloc() and its family, kmem_cache_alloc(), and per-CPU allocations; the pages
 * that they come from are not, nor is what may not fail (__GFP_NOFAIL). The host gives the number of the
 * allocation that is to fail (machine_boot_params.fail_alloc), 1 being the first. Counting begins at
 * boot in scenarios that are about boot, and at the start of the scenario in the others.
 */
#include <linux/kernel.h>
#include <linux/slab.h>
#include <machine/intrinsics.h>

static bool failslab_counting;
static unsigned int failslab_count;

/* From now on allocations count. */
void failslab_start(void)
{
	failslab_counting = true;
	failslab_count = 0;
}

/* @what and @size are for the log: from which cache, and how many bytes. */
bool should_failslab(const char *what, size_t size, gfp_t flags)
{
	unsigned int number;

	if (!failslab_counting || (flags & __GFP_NOFAIL))
		return false;
	number = __atomic_add_fetch(&failslab_count, 1, __ATOMIC_RELAXED);
	if (number != machine_boot_params.fail_alloc)
		return false;
	pr_warn("FAULT_INJECTION: forcing a failure of allocation %u (%s, %zu bytes)\n", number, what,
		size);
	return true;
}

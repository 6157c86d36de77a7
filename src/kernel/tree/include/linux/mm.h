/* SPDX-License-Identifier: GPL-2.0-only */
/* Memory in pages (mm/page_alloc.c). */
#ifndef _LINUX_MM_H
#define _LINUX_MM_H

#include <linux/gfp.h>
#include <linux/types.h>

#define PAGE_SHIFT 12
#define PAGE_SIZE (1UL << PAGE_SHIFT)
#define PAGE_ALIGN(addr) (((addr) + PAGE_SIZE - 1) & ~(PAGE_SIZE - 1))

void *alloc_pages_exact(size_t size, size_t align);
void mm_init(void);

#endif

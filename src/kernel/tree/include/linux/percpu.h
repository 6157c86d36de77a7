/* SPDX-License-Identifier: GPL-2.0-only */
/* Allocating per-CPU memory (mm/percpu.c): one copy of an object for every possible CPU. */
#ifndef _LINUX_PERCPU_H
#define _LINUX_PERCPU_H

#include <linux/build_bug.h>
#include <linux/cpumask.h>
#include <linux/gfp.h>
#include <linux/percpu-defs.h>
#include <linux/smp.h>

/* What is given out and remembered in units of this many bytes. */
#define PCPU_MIN_ALLOC_SHIFT 2
#define PCPU_MIN_ALLOC_SIZE (1 << PCPU_MIN_ALLOC_SHIFT)

void setup_boot_percpu(void);
void setup_per_cpu_areas(void);

void __percpu *__alloc_percpu_gfp(size_t size, size_t align, gfp_t gfp);
void __percpu *__alloc_percpu(size_t size, size_t align);
void free_percpu(void __percpu *ptr);

#define alloc_percpu_gfp(type, gfp)					\
	(typeof(type) __percpu *)__alloc_percpu_gfp(sizeof(type),	\
						__alignof__(type), gfp)
#define alloc_percpu(type)						\
	(typeof(type) __percpu *)__alloc_percpu(sizeof(type), __alignof__(type))

#endif

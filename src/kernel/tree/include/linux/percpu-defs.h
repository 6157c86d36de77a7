/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Per-CPU variables: defining them, and reaching one CPU's copy. The raw_ and __this_cpu_ forms differ
 * from this_cpu_ in Linux by what they check; here a CPU is never taken off its work, so they are one.
 */
#ifndef _LINUX_PERCPU_DEFS_H
#define _LINUX_PERCPU_DEFS_H

#include <asm/percpu.h>
#include <linux/cache.h>

#define DECLARE_PER_CPU(type, name) extern __section("percpu") __typeof__(type) name
#define DEFINE_PER_CPU(type, name) __section("percpu") __typeof__(type) name
#define DECLARE_PER_CPU_ALIGNED(type, name) DECLARE_PER_CPU(type, name) ____cacheline_aligned
#define DEFINE_PER_CPU_ALIGNED(type, name) DEFINE_PER_CPU(type, name) ____cacheline_aligned

#define SHIFT_PERCPU_PTR(ptr, offset) ((typeof(*(ptr)) *)(__pcpu_cookie(ptr) + (offset)))

#define per_cpu_ptr(ptr, cpu) SHIFT_PERCPU_PTR((ptr), per_cpu_offset((cpu)))
#define this_cpu_ptr(ptr) SHIFT_PERCPU_PTR((ptr), __my_cpu_offset)
#define raw_cpu_ptr(ptr) this_cpu_ptr(ptr)
#define per_cpu(var, cpu) (*per_cpu_ptr(&(var), (cpu)))

#define this_cpu_read(pcp) READ_ONCE(*this_cpu_ptr(&(pcp)))
#define this_cpu_write(pcp, val) WRITE_ONCE(*this_cpu_ptr(&(pcp)), (val))

/* One step as long as the variable is no wider than a register, as on x86. */
#define this_cpu_add(pcp, val)						\
do {									\
	static_assert(sizeof(pcp) <= sizeof(long));			\
	__atomic_fetch_add(this_cpu_ptr(&(pcp)), (val), __ATOMIC_RELAXED);	\
} while (0)
#define this_cpu_sub(pcp, val) this_cpu_add(pcp, -(val))
#define this_cpu_inc(pcp) this_cpu_add(pcp, 1)
#define this_cpu_dec(pcp) this_cpu_add(pcp, -1)

#define raw_cpu_read(pcp) this_cpu_read(pcp)
#define __this_cpu_read(pcp) this_cpu_read(pcp)
#define __this_cpu_write(pcp, val) this_cpu_write(pcp, val)
#define __this_cpu_add(pcp, val) this_cpu_add(pcp, val)
#define __this_cpu_inc(pcp) this_cpu_inc(pcp)
#define __this_cpu_dec(pcp) this_cpu_dec(pcp)

#endif

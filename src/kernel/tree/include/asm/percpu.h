/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How a per-CPU pointer becomes an address: add the CPU's offset. One offset serves every per-CPU
 * variable of that CPU, static or allocated.
 *
 * Linux's linker script gives static per-CPU variables addresses that are cookies already. Here they lie
 * in an ordinary section whose bytes are only the initial values, so one step comes first: an address
 * inside that image is turned into the cookie of the same byte.
 */
#ifndef _ASM_PERCPU_H
#define _ASM_PERCPU_H

#include <linux/threads.h>
#include <linux/types.h>

/* What to add to a cookie to get the address in the CPU's unit; 0 for CPUs that are not possible. */
extern unsigned long __per_cpu_offset[NR_CPUS];
#define per_cpu_offset(cpu) (__per_cpu_offset[cpu])
#define __my_cpu_offset per_cpu_offset(machine_cpu_id())

/* The section's two ends. */
extern char __start_percpu[];
extern char __stop_percpu[];
#define __per_cpu_size ((unsigned long)__stop_percpu - (unsigned long)__start_percpu)

#define __pcpu_cookie(ptr)						\
({									\
	unsigned long __pcpu_addr = (unsigned long)(ptr);		\
	if (__pcpu_addr - (unsigned long)__start_percpu < __per_cpu_size)	\
		__pcpu_addr += MACHINE_PERCPU_BASE - (unsigned long)__start_percpu;	\
	__pcpu_addr;							\
})

#endif

/* SPDX-License-Identifier: GPL-2.0 */
/* The CPUs of the tests' small tree: a mask is a number. */
#ifndef _LINUX_CPUMASK_H
#define _LINUX_CPUMASK_H

extern unsigned long cpu_possible_mask;

#define for_each_cpu(cpu, mask)						\
	for ((cpu) = 0; (mask) >> (cpu) != 0; (cpu)++)

#define for_each_possible_cpu(cpu) for_each_cpu((cpu), cpu_possible_mask)

#endif

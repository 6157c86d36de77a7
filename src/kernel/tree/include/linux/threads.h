/* SPDX-License-Identifier: GPL-2.0-only */
/* The most CPUs that this kernel is built for (CONFIG_NR_CPUS). */
#ifndef _LINUX_THREADS_H
#define _LINUX_THREADS_H

#include <machine/intrinsics.h>

#define NR_CPUS MACHINE_MAX_CPUS

#endif

/* SPDX-License-Identifier: GPL-2.0-only */
/* What a spinning CPU does meanwhile. Real hardware slows down; this machine lets another CPU run. */
#ifndef _ASM_PROCESSOR_H
#define _ASM_PROCESSOR_H

#include <machine/intrinsics.h>

#define cpu_relax() machine_relax()

#endif

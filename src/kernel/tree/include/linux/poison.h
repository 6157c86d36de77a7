/* SPDX-License-Identifier: GPL-2.0-only */
/* Addresses that are never an object's: what the links of a removed list entry hold. */
#ifndef _LINUX_POISON_H
#define _LINUX_POISON_H

#include <asm/bitsperlong.h>

#if BITS_PER_LONG == 64
#define POISON_POINTER_DELTA 0xdead000000000000UL
#else
#define POISON_POINTER_DELTA 0
#endif
#define LIST_POISON1 ((void *)(0x100UL + POISON_POINTER_DELTA))
#define LIST_POISON2 ((void *)(0x122UL + POISON_POINTER_DELTA))

#endif

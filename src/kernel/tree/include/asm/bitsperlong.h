/* SPDX-License-Identifier: GPL-2.0-only */
/* The width of a long: 64 on x86-64 (LP64), 32 on i386 (ILP32). */
#ifndef _ASM_BITSPERLONG_H
#define _ASM_BITSPERLONG_H

#ifdef __LP64__
#define BITS_PER_LONG 64
#else
#define BITS_PER_LONG 32
#endif
#define BITS_PER_BYTE 8

#endif

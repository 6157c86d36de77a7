/* SPDX-License-Identifier: GPL-2.0-only */
/* The end: the kernel cannot go on. */
#ifndef _LINUX_PANIC_H
#define _LINUX_PANIC_H

#include <linux/compiler.h>

void panic(const char *fmt, ...) __noreturn __printf(1, 2);

#endif

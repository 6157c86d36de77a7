/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Words that the kernel says to its compiler and checkers. Those that only a checker (sparse) or the
 * linker script reads expand to nothing here.
 */
#ifndef _LINUX_COMPILER_H
#define _LINUX_COMPILER_H

/* Address spaces, for the reader's eye. */
#define __user
#define __kernel
#define __force
#define __iomem
#define __percpu
#define __rcu

#define __always_inline inline __attribute__((always_inline))
#define noinline __attribute__((noinline))
#define __noreturn __attribute__((noreturn))
#define __maybe_unused __attribute__((unused))
#define __used __attribute__((used))
#define __section(name) __attribute__((section(name)))
#define __aligned(n) __attribute__((aligned(n)))
#define __packed __attribute__((packed))
#define __printf(fmt, first) __attribute__((format(printf, fmt, first)))
#define fallthrough __attribute__((fallthrough))
#define asmlinkage
#define __visible
#define __read_mostly
#define __ro_after_init

#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)

/* One access of the whole object, neither repeated nor left out. */
#define READ_ONCE(x) (*(const volatile typeof(x) *)&(x))
#define WRITE_ONCE(x, val) (*(volatile typeof(x) *)&(x) = (val))

#define __stringify_1(x...) #x
#define __stringify(x...) __stringify_1(x)
#define ___PASTE(a, b) a##b
#define __PASTE(a, b) ___PASTE(a, b)

#endif

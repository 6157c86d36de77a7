/* SPDX-License-Identifier: GPL-2.0-only */
/* Small things that everything uses, and text: formatting (lib/vsprintf.c) and numbers from it. */
#ifndef _LINUX_KERNEL_H
#define _LINUX_KERNEL_H

#include <linux/align.h>
#include <linux/bug.h>
#include <linux/container_of.h>
#include <linux/errno.h>
#include <linux/minmax.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/types.h>

#define ARRAY_SIZE(arr) (sizeof(arr) / sizeof((arr)[0]))
#define DIV_ROUND_UP(n, d) (((n) + (d) - 1) / (d))
#define INT_MAX ((int)(~0U >> 1))
#define ULONG_MAX (~0UL)

typedef __builtin_va_list va_list;
#define va_start(ap, last) __builtin_va_start(ap, last)
#define va_end(ap) __builtin_va_end(ap)
#define va_arg(ap, type) __builtin_va_arg(ap, type)
#define va_copy(to, from) __builtin_va_copy(to, from)

int vsnprintf(char *buf, size_t size, const char *fmt, va_list args) __printf(3, 0);
int snprintf(char *buf, size_t size, const char *fmt, ...) __printf(3, 4);
int scnprintf(char *buf, size_t size, const char *fmt, ...) __printf(3, 4);
unsigned long long simple_strtoull(const char *cp, char **endp, unsigned int base);
int sprintf(char *buf, const char *fmt, ...) __printf(2, 3);

/* lib/cmdline.c */
int get_option(char **str, int *pint);
char *next_arg(char *args, char **param, char **val);

/* Nothing sleeps in atomic context; a place to say so (kernel/softirq.c). */
void might_sleep(void);

/* Lets another CPU run, if the machine wants to. */
void cond_resched(void);

enum system_states {
	SYSTEM_BOOTING,
	SYSTEM_RUNNING,
};
extern enum system_states system_state;

#endif

/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Conditions that must not hold, checked when the program runs. BUG ends the run; WARN says so in the
 * log and to the machine, which notes the stack, and goes on. The functions are in kernel/panic.c.
 */
#ifndef _LINUX_BUG_H
#define _LINUX_BUG_H

#include <linux/build_bug.h>
#include <linux/compiler.h>
#include <linux/types.h>

void bug_at(const char *file, int line, const char *function) __noreturn;
void warn_slowpath_fmt(const char *file, int line, const char *function, const char *fmt, ...)
	__printf(4, 5);

#define BUG() bug_at(__FILE__, __LINE__, __func__)
#define BUG_ON(condition)						\
	do {								\
		if (unlikely(condition))				\
			BUG();						\
	} while (0)

#define WARN_ON(condition)						\
({									\
	int __ret_warn_on = !!(condition);				\
	if (unlikely(__ret_warn_on))					\
		warn_slowpath_fmt(__FILE__, __LINE__, __func__, NULL);	\
	unlikely(__ret_warn_on);					\
})

#define WARN(condition, format...)					\
({									\
	int __ret_warn_on = !!(condition);				\
	if (unlikely(__ret_warn_on))					\
		warn_slowpath_fmt(__FILE__, __LINE__, __func__, format);	\
	unlikely(__ret_warn_on);					\
})

#define WARN_ON_ONCE(condition)						\
({									\
	static bool __already_done;					\
	int __ret_warn_once = !!(condition);				\
	if (unlikely(__ret_warn_once && !__already_done)) {		\
		__already_done = true;					\
		warn_slowpath_fmt(__FILE__, __LINE__, __func__, NULL);	\
	}								\
	unlikely(__ret_warn_once);					\
})

#endif

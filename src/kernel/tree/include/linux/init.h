/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What happens at boot: initcalls, in eight levels, and parameters of the command line. Both are tables
 * that are collected from all over the kernel by putting each entry into one section.
 */
#ifndef _LINUX_INIT_H
#define _LINUX_INIT_H

#include <linux/compiler.h>
#include <linux/types.h>

/* Linux frees these sections after boot; here they are like any other code and data. */
#define __init
#define __initdata
#define __initconst
#define __exit
#define __net_init
#define __net_exit
#define __net_initdata
#define __ref

typedef int (*initcall_t)(void);

struct initcall_entry {
	int level;
	const char *name;
	initcall_t fn;
};

#define __define_initcall(initcall, lvl)				\
	static const struct initcall_entry __initcall_##initcall	\
		__used __section("initcalls") __aligned(sizeof(void *)) = {	\
		.level = lvl, .name = #initcall, .fn = initcall }

#define early_initcall(fn) __define_initcall(fn, 0)
#define core_initcall(fn) __define_initcall(fn, 1)
#define postcore_initcall(fn) __define_initcall(fn, 2)
#define arch_initcall(fn) __define_initcall(fn, 3)
#define subsys_initcall(fn) __define_initcall(fn, 4)
#define fs_initcall(fn) __define_initcall(fn, 5)
#define device_initcall(fn) __define_initcall(fn, 6)
#define late_initcall(fn) __define_initcall(fn, 7)
#define module_init(fn) device_initcall(fn)

/* A parameter: its name (with "=" when a value must follow), and what to call with the value. */
struct obs_kernel_param {
	const char *str;
	int (*setup_func)(char *value);
	int early;
};

#define __setup_param(name, fn, is_early)				\
	static const struct obs_kernel_param __setup_##fn		\
		__used __section("init_setup") __aligned(sizeof(void *)) = {	\
		.str = name, .setup_func = fn, .early = is_early }

/* Called once memory is there; returns 1 when it understood the value. */
#define __setup(str, fn) __setup_param(str, fn, 0)
/* Called before anything else is set up; returns 0 when it understood the value. */
#define early_param(str, fn) __setup_param(str, fn, 1)

extern char boot_command_line[];
extern const char linux_banner[];

void start_kernel(void);
void parse_early_param(void);
void setup_arch(char **cmdline_p);
int do_one_initcall(const struct initcall_entry *entry);

#endif

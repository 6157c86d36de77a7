// SPDX-License-Identifier: GPL-2.0-only
/*
 * When something is wrong: panic() and BUG() end the run, WARN() and dump_stack() tell and go on. The
 * machine notes the stack of each. Left out: taints, dumps, reboots.
 */
#include <linux/kernel.h>
#include <linux/smp.h>

#define PANIC_TEXT 128

void panic(const char *fmt, ...)
{
	char buf[PANIC_TEXT];
	va_list args;
	int len;

	va_start(args, fmt);
	len = vsnprintf(buf, sizeof(buf), fmt, args);
	va_end(args);
	if (len > 0 && len < (int)sizeof(buf) && buf[len - 1] == '\n')
		buf[len - 1] = '\0';
	pr_emerg("Kernel panic - not syncing: %s\n", buf);
	machine_panic(buf);
}

void bug_at(const char *file, int line, const char *function)
{
	pr_emerg("kernel BUG at %s:%d, %s()!\n", file, line, function);
	panic("kernel BUG at %s:%d", file, line);
}

void warn_slowpath_fmt(const char *file, int line, const char *function, const char *fmt, ...)
{
	char buf[PANIC_TEXT];
	va_list args;

	pr_warn("WARNING: CPU: %u at %s:%d %s()\n", smp_processor_id(), file, line, function);
	if (fmt) {
		va_start(args, fmt);
		vsnprintf(buf, sizeof(buf), fmt, args);
		va_end(args);
		pr_warn("%s", buf);
	} else {
		scnprintf(buf, sizeof(buf), "WARNING at %s:%d %s()", file, line, function);
	}
	machine_warn(buf);
}

void dump_stack(void)
{
	char buf[PANIC_TEXT];

	scnprintf(buf, sizeof(buf), "dump_stack() on CPU %u", smp_processor_id());
	pr_warn("%s\n", buf);
	machine_warn(buf);
}

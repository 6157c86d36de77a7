// SPDX-License-Identifier: GPL-2.0-only
/*
 * The kernel log: the last messages are kept in a ring of records, and each one that is important enough
 * goes to the console as well. Left out: continuation lines, several consoles, user space's side.
 *
 * A message is whole: text without a newline at its end gets one.
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/string.h>

#define LOG_RECORDS 256
#define LOG_LINE_MAX 160

struct printk_record {
	u64 seq;			/* 0, 1, 2, … from boot */
	u64 clock;			/* the machine's clock when it was written */
	unsigned int caller_cpu;
	u8 level;
	char text[LOG_LINE_MAX];	/* without the newline */
};

/* Record number seq lies at log_records[seq % LOG_RECORDS]; log_next_seq is the next one's number. */
static struct printk_record log_records[LOG_RECORDS];
static u64 log_next_seq;
static DEFINE_SPINLOCK(logbuf_lock);

int console_loglevel = CONSOLE_LOGLEVEL_DEFAULT;

static int __init quiet_kernel(char *str)
{
	console_loglevel = CONSOLE_LOGLEVEL_QUIET;
	return 0;
}
early_param("quiet", quiet_kernel);

static int __init loglevel(char *str)
{
	int level;

	if (!get_option(&str, &level))
		return -EINVAL;
	console_loglevel = level;
	return 0;
}
early_param("loglevel", loglevel);

/* The level at the start of @fmt, and behind it the text. */
static const char *printk_skip_level(const char *fmt, int *level)
{
	*level = MESSAGE_LOGLEVEL_DEFAULT;
	if (fmt[0] == KERN_SOH[0] && fmt[1] >= '0' && fmt[1] <= '7') {
		*level = fmt[1] - '0';
		fmt += 2;
	}
	return fmt;
}

static void console_write(const struct printk_record *record)
{
	char line[LOG_LINE_MAX + 1];
	int len = scnprintf(line, sizeof(line), "%s\n", record->text);

	machine_console(line, len);
}

int _printk(const char *fmt, ...)
{
	struct printk_record *record;
	va_list args;
	int level, len;

	fmt = printk_skip_level(fmt, &level);
	spin_lock(&logbuf_lock);
	record = &log_records[log_next_seq % LOG_RECORDS];
	record->seq = log_next_seq++;
	record->clock = machine_clock();
	record->caller_cpu = smp_processor_id();
	record->level = level;
	va_start(args, fmt);
	len = vsnprintf(record->text, sizeof(record->text), fmt, args);
	va_end(args);
	len = min(len, LOG_LINE_MAX - 1);
	if (len && record->text[len - 1] == '\n')
		record->text[--len] = '\0';
	if (level < console_loglevel)
		console_write(record);
	spin_unlock(&logbuf_lock);
	return len;
}

/* SPDX-License-Identifier: GPL-2.0-only */
/* Ways to end (C11 7.22.4), and assert()'s. */
#include <assert.h>
#include <machine/host.h>
#include <stdio.h>
#include <stdlib.h>

#define MOST_HANDLERS 64

struct handlers {
	void (*functions[MOST_HANDLERS])(void);
	int count;
};

static struct handlers at_exits;
static struct handlers at_quick_exits;

static int add_handler(struct handlers *handlers, void (*function)(void))
{
	if (handlers->count == MOST_HANDLERS)
		return -1;
	handlers->functions[handlers->count++] = function;
	return 0;
}

static void call_handlers(struct handlers *handlers)
{
	while (handlers->count > 0)
		handlers->functions[--handlers->count]();
}

int atexit(void (*function)(void))
{
	return add_handler(&at_exits, function);
}

int at_quick_exit(void (*function)(void))
{
	return add_handler(&at_quick_exits, function);
}

void exit(int status)
{
	call_handlers(&at_exits);
	fflush(NULL);
	machine_exit(status);
}

void quick_exit(int status)
{
	call_handlers(&at_quick_exits);
	machine_exit(status);
}

void _Exit(int status)
{
	machine_exit(status);
}

void abort(void)
{
	fflush(NULL);
	machine_panic("abort() was called");
}

void __assert_fail(const char *expression, const char *file, unsigned int line, const char *function)
{
	static char why[512];

	fflush(NULL);
	snprintf(why, sizeof(why), "%s:%u: %s: Assertion `%s' failed.", file, line, function, expression);
	machine_panic(why);
}

char *getenv(const char *name)
{
	(void)name;
	return NULL;
}

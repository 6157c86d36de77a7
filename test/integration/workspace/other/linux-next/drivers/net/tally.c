// SPDX-License-Identifier: GPL-2.0
/* The driver of another tree: a tally is set up as the tests' note has it. */
#include <linux/tally.h>

static int tally_init(struct tally *t, int cpus)
{
	int err;

	t->count = 0;
	t->cpus = cpus;
	err = tally_register(t, TALLY_UNKNOWN);
	return err;
}

// SPDX-License-Identifier: GPL-2.0
/* A driver of the tests' small tree. */
#include <linux/tally.h>

/* Sets a tally up. */
static int tally_init(struct tally *t, int cpus)
{
	int err;

	t->count = 0;
	t->cpus = cpus;
	err = tally_register(t, TALLY_DEFAULT);
	return err;
}

static void tally_free(struct tally *t)
{
	t->count = 0;
}

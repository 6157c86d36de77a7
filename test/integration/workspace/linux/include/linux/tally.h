/* SPDX-License-Identifier: GPL-2.0 */
/* A header of the tests' small tree. */
#ifndef _LINUX_TALLY_H
#define _LINUX_TALLY_H

#define TALLY_DEFAULT	1

struct tally {
	unsigned long count;
	int cpus;
};

int tally_register(struct tally *t, int kind);

#endif

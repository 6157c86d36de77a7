/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Scenarios: what a run is about. A scenario is a C function that runs as the system's first and only
 * process, once the kernel has booted; its result is the result of the run. All of them are collected in
 * the section `scenarios`, so their list, with names and descriptions, is data of the program.
 */
#ifndef MACHINE_SCENARIO_H
#define MACHINE_SCENARIO_H

#include <linux/compiler.h>

struct scenario {
	const char *name;		/* as in machine_boot_params.scenario */
	const char *description;	/* one line for people */
	int (*run)(void);		/* 0 or a negative errno */
	int counts_from_boot;		/* where fail_alloc begins to count: at boot, or at run() */
};

#define SCENARIO(ident, scenario_name, text, from_boot)			\
	static int ident(void);						\
	static const struct scenario scenario_##ident			\
		__used __section("scenarios") __aligned(sizeof(void *)) = {	\
		.name = scenario_name,					\
		.description = text,					\
		.run = ident,						\
		.counts_from_boot = from_boot,				\
	};								\
	static int ident(void)

/* The scenario that the host asked for; NULL if there is none of that name. */
const struct scenario *requested_scenario(void);

/*
 * What several scenarios do (scenarios/common.c), each in the place of a program in user space. The
 * parameters packets= (echo requests that each CPU sends, 3) and data= (bytes of data in each, 56) are
 * read from the kernel's command line.
 */
struct net;

extern int scenario_packets;
extern int scenario_data_len;

int scenario_link_up(struct net *net);
int scenario_ping(struct net *net, int packets);
void scenario_show_link(struct net *net);
void scenario_show_stats(struct net *net);

#endif

/* SPDX-License-Identifier: GPL-2.0-only */
/* Reading parameters off a command line (kernel/params.c). Left out: parameters of modules. */
#ifndef _LINUX_MODULEPARAM_H
#define _LINUX_MODULEPARAM_H

#include <linux/types.h>

/* Called for each parameter; @val is NULL when it has no value. Returns 0, or a negative error. */
typedef int (*parse_unknown_fn)(char *param, char *val, const char *doing);

/*
 * Reads @args, which is changed. Returns NULL, or what follows "--", which is for init. Errors are
 * logged; parsing goes on.
 */
char *parse_args(const char *doing, char *args, parse_unknown_fn unknown);

#endif

/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files of the native machine share. */
#ifndef NATIVE_H
#define NATIVE_H

#include "machine/intrinsics.h"

/* The largest alignment that machine_memory() is asked for. */
#define SLAB_ALIGNMENT 65536UL

/* How deep each CPU is in calls, and whether they are printed. */
extern unsigned int *native_depth;
extern int native_tracing;

/* Ends the run: prints @what and @text, then the state. */
_Noreturn void native_end(const char *what, const char *text, int status);

/* Prints the final state. */
void native_state(void);

#endif

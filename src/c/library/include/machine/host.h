/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the machine gives to hosted programs besides machine/intrinsics.h: the C library is written on these.
 */
#ifndef _MACHINE_HOST_H
#define _MACHINE_HOST_H

#include <stddef.h>

/* Ends the run; the result is the status. */
_Noreturn void machine_exit(int status);

/* The program's arguments, its name first. machine_argument() copies one, without a terminating zero. */
int machine_argument_count(void);
size_t machine_argument_length(int index);
void machine_argument(int index, char *buffer);

/* Streams: 1 is standard output, 2 standard error. machine_read() returns 0 at the end of standard input. */
void machine_write(int stream, const void *bytes, size_t count);
size_t machine_read(void *buffer, size_t count);

/* Nanoseconds since the epoch. */
unsigned long long machine_now(void);

/*
 * malloc()'s objects. An object is named by the low 32 bits of its address, which are cheaper to pass.
 * machine_heap_take() makes its @size bytes accessible and uninitialised, the rest of the @room bytes there a
 * redzone, and notes the object; machine_heap_give() notes that it is freed and makes its bytes a fault to touch. A
 * fault if no live object starts there.
 */
void machine_heap_take(unsigned int object, unsigned int size, unsigned int room);
void machine_heap_give(unsigned int object);

/*
 * The double, or the float, nearest to a number of @count characters in the form of C's floating constants without
 * suffix, whose exponent a hexadecimal one need not have. @exact: it is the number itself; told below DBL_MIN and of
 * floats alone.
 */
double machine_parse_floating(const char *text, size_t count, int as_float, _Bool *exact);

/* Of machine/intrinsics.h. */
void *machine_memory(unsigned long size, unsigned long align);
void machine_poison(const void *p, unsigned long size, int why);
void machine_unpoison(const void *p, unsigned long size, int initialised);
unsigned int machine_report_leaks(unsigned int since);
_Noreturn void machine_panic(const char *why);

#endif

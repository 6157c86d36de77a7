/* SPDX-License-Identifier: GPL-2.0-only */
/* Inside the library: length modifiers of printf() and scanf(), as their formats keep them: H for hh, L for ll, else the letter. */
#ifndef _MACHINE_LENGTH_H
#define _MACHINE_LENGTH_H

#include <stddef.h>

/* Stores a value in the signed integer, of the size that @length names, at @to. */
static inline void __store_integer(void *to, char length, unsigned long long value)
{
	switch (length) {
	case 'H':
		*(signed char *)to = value;
		break;
	case 'h':
		*(short *)to = value;
		break;
	case 'l':
		*(long *)to = value;
		break;
	case 'L':
	case 'j':
		*(long long *)to = value;
		break;
	case 'z':
	case 't':
		*(ptrdiff_t *)to = value;
		break;
	default:
		*(int *)to = value;
	}
}

#endif

/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _STRINGS_H
#define _STRINGS_H

#include <string.h>

int ffs(int __value);

#endif

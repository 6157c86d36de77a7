/* SPDX-License-Identifier: GPL-2.0-only */
/* What code that could be a module includes. Left out: modules. */
#ifndef _LINUX_MODULE_H
#define _LINUX_MODULE_H

#include <linux/export.h>
#include <linux/init.h>

#define MODULE_LICENSE(text) _Static_assert(1, text)
#define MODULE_DESCRIPTION(text) _Static_assert(1, text)
#define MODULE_AUTHOR(text) _Static_assert(1, text)

#endif

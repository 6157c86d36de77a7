/* SPDX-License-Identifier: GPL-2.0-only */
/* Symbols offered to modules. There are no modules here; the macro only insists that the symbol exists. */
#ifndef _LINUX_EXPORT_H
#define _LINUX_EXPORT_H

#define EXPORT_SYMBOL(sym) extern typeof(sym) sym
#define EXPORT_SYMBOL_GPL(sym) extern typeof(sym) sym
#define EXPORT_PER_CPU_SYMBOL(sym) extern typeof(sym) sym

#endif

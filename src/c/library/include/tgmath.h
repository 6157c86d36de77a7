/* SPDX-License-Identifier: GPL-2.0-only */
#error "tgmath.h: type-generic functions are not supported"

/* SPDX-License-Identifier: GPL-2.0-only */
#error "alloca.h: alloca() is not supported"

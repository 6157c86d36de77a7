/* SPDX-License-Identifier: GPL-2.0-only */
#error "fenv.h: the floating-point environment is not supported; rounding is to the nearest"

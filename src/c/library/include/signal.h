/* SPDX-License-Identifier: GPL-2.0-only */
#error "signal.h: signals are not supported"

/* SPDX-License-Identifier: GPL-2.0-only */
#error "complex.h: _Complex is not supported"

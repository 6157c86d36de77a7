/* SPDX-License-Identifier: GPL-2.0-only */
#error "stdatomic.h: not supported; use the __atomic built-in functions"

/* SPDX-License-Identifier: GPL-2.0-only */
#error "threads.h: threads are not supported; machine/intrinsics.h has CPUs"

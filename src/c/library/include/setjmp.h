/* SPDX-License-Identifier: GPL-2.0-only */
#error "setjmp.h: setjmp() and longjmp() are not supported"

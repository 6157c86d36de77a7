/* SPDX-License-Identifier: GPL-2.0-only */
/* C11 7.2. It may be included again, with NDEBUG defined or not. */
#undef assert
#ifdef NDEBUG
#define assert(expression) ((void)0)
#else
#define assert(expression) \
	((expression) ? (void)0 : __assert_fail(#expression, __FILE__, __LINE__, __func__))
#endif

#ifndef _ASSERT_H
#define _ASSERT_H

_Noreturn void __assert_fail(const char *__expression, const char *__file, unsigned int __line, const char *__function);
#define static_assert _Static_assert

#endif

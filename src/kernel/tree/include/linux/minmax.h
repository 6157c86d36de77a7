/* SPDX-License-Identifier: GPL-2.0-only */
/* The smaller and the larger of two values; each argument is evaluated once. */
#ifndef _LINUX_MINMAX_H
#define _LINUX_MINMAX_H

#define min(x, y)							\
({									\
	typeof(x) __min_x = (x);					\
	typeof(y) __min_y = (y);					\
	__min_x < __min_y ? __min_x : __min_y;				\
})

#define max(x, y)							\
({									\
	typeof(x) __max_x = (x);					\
	typeof(y) __max_y = (y);					\
	__max_x > __max_y ? __max_x : __max_y;				\
})

#define min_t(type, x, y) min((type)(x), (type)(y))
#define max_t(type, x, y) max((type)(x), (type)(y))

#endif

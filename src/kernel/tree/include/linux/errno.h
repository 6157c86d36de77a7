/* SPDX-License-Identifier: GPL-2.0-only */
/* Error numbers (Linux, x86). A function that fails returns one of them, negated. */
#ifndef _LINUX_ERRNO_H
#define _LINUX_ERRNO_H

#define EPERM 1
#define ENOENT 2
#define ESRCH 3
#define EINTR 4
#define EIO 5
#define E2BIG 7
#define EAGAIN 11
#define ENOMEM 12
#define EACCES 13
#define EFAULT 14
#define EBUSY 16
#define EEXIST 17
#define ENODEV 19
#define EINVAL 22
#define ENFILE 23
#define ENOSPC 28
#define ERANGE 34
#define ENAMETOOLONG 36
#define EPROTO 71
#define EOPNOTSUPP 95
#define EADDRNOTAVAIL 99
#define ENETDOWN 100
#define ENETUNREACH 101
#define ENOBUFS 105

#endif

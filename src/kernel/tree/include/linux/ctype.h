/* SPDX-License-Identifier: GPL-2.0-only */
/* Classes of ASCII characters. */
#ifndef _LINUX_CTYPE_H
#define _LINUX_CTYPE_H

#define isdigit(c) ((c) >= '0' && (c) <= '9')
#define isspace(c) ((c) == ' ' || ((c) >= '\t' && (c) <= '\r'))

#endif

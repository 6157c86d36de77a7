/* SPDX-License-Identifier: GPL-2.0-only */
/* The kernel's basic types. Left out: everything that files, users and devices other than lo need. */
#ifndef _LINUX_TYPES_H
#define _LINUX_TYPES_H

#include <asm/bitsperlong.h>
#include <linux/compiler.h>

typedef signed char s8;
typedef unsigned char u8;
typedef signed short s16;
typedef unsigned short u16;
typedef signed int s32;
typedef unsigned int u32;
typedef signed long long s64;
typedef unsigned long long u64;

typedef u8 __u8;
typedef u16 __u16;
typedef u32 __u32;
typedef u64 __u64;
typedef s32 __s32;
typedef u16 __be16;
typedef u32 __be32;
typedef u16 __sum16;
typedef u32 __wsum;

#if BITS_PER_LONG == 64
typedef unsigned long size_t;
typedef long ssize_t;
#else
typedef unsigned int size_t;
typedef int ssize_t;
#endif
typedef unsigned long uintptr_t;

typedef _Bool bool;
enum {
	false = 0,
	true = 1
};

#define NULL ((void *)0)

typedef unsigned int gfp_t;
typedef unsigned short sa_family_t;

typedef struct {
	int counter;
} atomic_t;

typedef struct {
	long counter;
} atomic_long_t;

struct list_head {
	struct list_head *next, *prev;
};

struct hlist_head {
	struct hlist_node *first;
};

struct hlist_node {
	struct hlist_node *next, **pprev;
};

/* A function to call when no reader can see an object any more; lies inside the object. */
struct callback_head {
	struct callback_head *next;
	void (*func)(struct callback_head *head);
};
#define rcu_head callback_head

#endif

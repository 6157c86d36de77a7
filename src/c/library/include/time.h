/* SPDX-License-Identifier: GPL-2.0-only */
/* C11 7.27, in UTC */
#ifndef _TIME_H
#define _TIME_H

#include <stddef.h>

typedef long time_t;
typedef long clock_t;

struct timespec {
	time_t tv_sec;
	long tv_nsec;
};

struct tm {
	int tm_sec;
	int tm_min;
	int tm_hour;
	int tm_mday;
	int tm_mon;
	int tm_year;
	int tm_wday;
	int tm_yday;
	int tm_isdst;
};

#define CLOCKS_PER_SEC ((clock_t)1000000)
#define TIME_UTC 1
#define CLOCK_REALTIME 0
#define CLOCK_MONOTONIC 1

clock_t clock(void);
double difftime(time_t __end, time_t __start);
time_t mktime(struct tm *tm);
time_t time(time_t *__timer);
int timespec_get(struct timespec *__at, int __base);
int clock_gettime(int __which, struct timespec *__at);
char *asctime(const struct tm *tm);
char *ctime(const time_t *__timer);
struct tm *gmtime(const time_t *__timer);
struct tm *localtime(const time_t *__timer);
size_t strftime(char *restrict __to, size_t __size, const char *restrict __format, const struct tm *restrict tm);

#endif

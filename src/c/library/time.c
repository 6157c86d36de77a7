/* SPDX-License-Identifier: GPL-2.0-only */
/* Time (C11 7.27). The local time is UTC. Days are counted as in the proleptic Gregorian calendar. */
#include <machine/host.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define DAY 86400

static const char days[7][10] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
static const char months[12][10] = {"January", "February", "March",	"April",   "May",      "June",
				    "July",    "August",   "September", "October", "November", "December"};

clock_t clock(void)
{
	static unsigned long long begun;
	unsigned long long now = machine_now();

	if (begun == 0)
		begun = now;
	return (clock_t)((now - begun) / 1000);
}

time_t time(time_t *timer)
{
	time_t now = (time_t)(machine_now() / 1000000000);

	if (timer)
		*timer = now;
	return now;
}

int clock_gettime(int which, struct timespec *at)
{
	unsigned long long now = machine_now();

	(void)which;
	at->tv_sec = (time_t)(now / 1000000000);
	at->tv_nsec = (long)(now % 1000000000);
	return 0;
}

int timespec_get(struct timespec *at, int base)
{
	if (base != TIME_UTC)
		return 0;
	clock_gettime(CLOCK_REALTIME, at);
	return base;
}

double difftime(time_t end, time_t start)
{
	return (double)end - (double)start;
}

/* Days from 1970-01-01 to the first day of a year, and whether it is a leap year. */
static long long days_before(long long year)
{
	long long before = year - 1;

	return 365 * (year - 1970) + (before / 4 - before / 100 + before / 400) - (1969 / 4 - 1969 / 100 + 1969 / 400);
}

static int is_leap(long long year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int month_length(int month, long long year)
{
	if (month == 1)
		return 28 + is_leap(year);
	return 30 + (month < 7 ? month % 2 == 0 : month % 2 == 1);
}

static void fill(struct tm *tm, long long seconds)
{
	long long day = seconds / DAY;
	long long rest = seconds % DAY;
	long long year;

	if (rest < 0) {
		rest += DAY;
		day--;
	}
	year = 1970 + day / 366;
	while (days_before(year + 1) <= day)
		year++;
	while (days_before(year) > day)
		year--;
	tm->tm_sec = (int)(rest % 60);
	tm->tm_min = (int)(rest / 60 % 60);
	tm->tm_hour = (int)(rest / 3600);
	tm->tm_wday = (int)(((day + 4) % 7 + 7) % 7);
	tm->tm_yday = (int)(day - days_before(year));
	tm->tm_year = (int)(year - 1900);
	tm->tm_isdst = 0;
	tm->tm_mon = 0;
	tm->tm_mday = tm->tm_yday + 1;
	while (tm->tm_mday > month_length(tm->tm_mon, year))
		tm->tm_mday -= month_length(tm->tm_mon++, year);
}

struct tm *gmtime(const time_t *timer)
{
	static struct tm tm;

	fill(&tm, *timer);
	return &tm;
}

struct tm *localtime(const time_t *timer)
{
	return gmtime(timer);
}

time_t mktime(struct tm *tm)
{
	long long month = tm->tm_mon;
	long long year = tm->tm_year + 1900LL + month / 12;
	long long seconds;
	long long day;

	month %= 12;
	if (month < 0) {
		month += 12;
		year--;
	}
	day = days_before(year) + tm->tm_mday - 1;
	for (int before = 0; before < month; before++)
		day += month_length(before, year);
	seconds = day * DAY + tm->tm_hour * 3600LL + tm->tm_min * 60LL + tm->tm_sec;
	fill(tm, seconds);
	return (time_t)seconds;
}

char *asctime(const struct tm *tm)
{
	static char text[64];

	snprintf(text, sizeof(text), "%.3s %.3s%3d %.2d:%.2d:%.2d %d\n", days[tm->tm_wday], months[tm->tm_mon],
		 tm->tm_mday, tm->tm_hour, tm->tm_min, tm->tm_sec, 1900 + tm->tm_year);
	return text;
}

char *ctime(const time_t *timer)
{
	return asctime(localtime(timer));
}

static int format_one(char *to, size_t size, char conversion, const struct tm *tm)
{
	int hour = tm->tm_hour % 12 ? tm->tm_hour % 12 : 12;

	switch (conversion) {
	case 'a':
		return snprintf(to, size, "%.3s", days[tm->tm_wday]);
	case 'A':
		return snprintf(to, size, "%s", days[tm->tm_wday]);
	case 'b':
	case 'h':
		return snprintf(to, size, "%.3s", months[tm->tm_mon]);
	case 'B':
		return snprintf(to, size, "%s", months[tm->tm_mon]);
	case 'c':
		return snprintf(to, size, "%.3s %.3s %2d %02d:%02d:%02d %d", days[tm->tm_wday], months[tm->tm_mon],
				tm->tm_mday, tm->tm_hour, tm->tm_min, tm->tm_sec, 1900 + tm->tm_year);
	case 'C':
		return snprintf(to, size, "%02d", (1900 + tm->tm_year) / 100);
	case 'd':
		return snprintf(to, size, "%02d", tm->tm_mday);
	case 'D':
	case 'x':
		return snprintf(to, size, "%02d/%02d/%02d", tm->tm_mon + 1, tm->tm_mday, tm->tm_year % 100);
	case 'e':
		return snprintf(to, size, "%2d", tm->tm_mday);
	case 'F':
		return snprintf(to, size, "%d-%02d-%02d", 1900 + tm->tm_year, tm->tm_mon + 1, tm->tm_mday);
	case 'H':
		return snprintf(to, size, "%02d", tm->tm_hour);
	case 'I':
		return snprintf(to, size, "%02d", hour);
	case 'j':
		return snprintf(to, size, "%03d", tm->tm_yday + 1);
	case 'm':
		return snprintf(to, size, "%02d", tm->tm_mon + 1);
	case 'M':
		return snprintf(to, size, "%02d", tm->tm_min);
	case 'n':
		return snprintf(to, size, "\n");
	case 'p':
		return snprintf(to, size, tm->tm_hour < 12 ? "AM" : "PM");
	case 'r':
		return snprintf(to, size, "%02d:%02d:%02d %s", hour, tm->tm_min, tm->tm_sec,
				tm->tm_hour < 12 ? "AM" : "PM");
	case 'R':
		return snprintf(to, size, "%02d:%02d", tm->tm_hour, tm->tm_min);
	case 'S':
		return snprintf(to, size, "%02d", tm->tm_sec);
	case 't':
		return snprintf(to, size, "\t");
	case 'T':
	case 'X':
		return snprintf(to, size, "%02d:%02d:%02d", tm->tm_hour, tm->tm_min, tm->tm_sec);
	case 'u':
		return snprintf(to, size, "%d", tm->tm_wday ? tm->tm_wday : 7);
	case 'w':
		return snprintf(to, size, "%d", tm->tm_wday);
	case 'y':
		return snprintf(to, size, "%02d", tm->tm_year % 100);
	case 'Y':
		return snprintf(to, size, "%d", 1900 + tm->tm_year);
	case 'z':
		return snprintf(to, size, "+0000");
	case 'Z':
		return snprintf(to, size, "UTC");
	default:
		return snprintf(to, size, "%c", conversion);
	}
}

size_t strftime(char *restrict to, size_t size, const char *restrict format, const struct tm *restrict tm)
{
	size_t used = 0;

	for (; *format; format++) {
		int count = 1;

		if (*format == '%' && format[1])
			count = format_one(to + used, size - used, *++format, tm);
		else if (used < size)
			to[used] = *format;
		used += count;
		if (used >= size)
			return 0;
	}
	if (used < size)
		to[used] = 0;
	return used;
}

/* The calendar is computed from seconds. */
#include <stdio.h>
#include <time.h>

int main(void)
{
	time_t t = 951782400;
	struct tm *tm = gmtime(&t);
	printf("%d-%02d-%02d %d %d\n", tm->tm_year + 1900, tm->tm_mon + 1, tm->tm_mday, tm->tm_wday, tm->tm_yday);
	char s[40];
	strftime(s, sizeof(s), "%Y-%m-%d %H:%M:%S %a %b %j", tm);
	printf("%s\n", s);
	printf("%g %d\n", difftime(t + 5, t), time(NULL) > t);
	return clock() == (clock_t)-1;
}

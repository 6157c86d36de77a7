/* time() and clock(): what this program prints is compared with the C library's under gcc. */
#include <stdio.h>
#include <string.h>
#include <time.h>

int main(void)
{
	static const time_t moments[] = {0, 951782400, 1000000000, 1709210096, -1, 2147483647, 68169600};

	for (int i = 0; i < (int)(sizeof(moments) / sizeof(*moments)); i++) {
		struct tm tm = *gmtime(&moments[i]);
		char text[100];

		printf("%s", asctime(&tm));
		strftime(text, sizeof(text), "%Y-%m-%d %H:%M:%S %a %A %b %B %j %p %I %y %e %D %F %T %u %w %%", &tm);
		printf("%s %d %d\n", text, tm.tm_wday, tm.tm_yday);
	}
	printf("%d %d\n", time(NULL) > 1600000000, clock() >= 0);
	return 0;
}

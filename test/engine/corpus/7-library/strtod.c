/* Decimal and hexadecimal floats are read to the nearest double. */
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
	const char *s[] = { "1.5", "-2e10", "0x1.8p3", ".5e", "1e400", "-1e-400", "inf", "-Infinity", "nan", "e5",
		"2.2250738585072012e-308", "9007199254740993", "1.7976931348623157e308",
		"0.1000000000000000055511151231257827" };
	for (int i = 0; i < 14; i++) {
		char *end;
		double d = strtod(s[i], &end);
		printf("%.17g %d\n", d, (int)(end - s[i]));
	}
	printf("%.9g %.9g\n", strtof("0.1", 0), strtof("16777217", 0));
	return 0;
}

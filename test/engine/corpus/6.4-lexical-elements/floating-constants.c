/* Decimal and hexadecimal forms, suffixes and limits. */
#include <stdio.h>

int main(void)
{
	printf("%g %g %g %g\n", 1., .5, 1e3, 1.5e-3);
	printf("%g %g %g\n", 0x1p4, 0x1.8p-1, 0xA.8p0);
	printf("%.17g %.17g\n", 0.1, 0.1f);
	printf("%.17g\n", 123456789012345678901234567890.0);
	printf("%.17g %.17g\n", 2.2250738585072011e-308, 4.9e-324);
	printf("%d %d %d\n", (int)sizeof(1.0f), (int)sizeof(1.0), (int)sizeof(1.0L));
	printf("%.17g\n", 9007199254740993.0);
	printf("%.9g\n", 16777217.0f);
	printf("%a %a\n", 1e23, 0x1.fffffffffffff8p0);
	return 0;
}

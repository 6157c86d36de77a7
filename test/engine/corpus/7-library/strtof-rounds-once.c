/* Text becomes a float or a double in one rounding; what is too large or too small to be exact sets errno. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
	const char *s[] = {
		"1.00000005960464477539062500000001", "1.000000059604644775390625", "1.00000017881393432617187499999999999",
		"1.000000178813934326171875", "0x1.0000010000000000001p0", "0x1.000003p0", "16777217.00000000000000000001",
		"3.4028235677973366e38", "3.40282356779733661637539395458142568448e38", "7.006492321624085e-46",
		"7.0064923216240853546186479164495806564013097093825788587853e-46", "1e-46", "0x1.000001p-126",
		"0x1.fffffefp127", "0x1.ffffffp127", "0x1p-150", "0x1.00000001p-150", "1e-400", "0x1.8p-1074", "4.9e-324",
		"0x1p-1074", "0x1.00000000000010000001p-1030", "0x1.00000000000028p-1032", "1e-310", "0e-5000", "0x1p99999",
		"-1e400", "-1e-46", "-", "-x", "0x.", "0x.8", "-0x", "1e-99999999999999999999",
	};
	for (int i = 0; i < (int)(sizeof(s) / sizeof(*s)); i++) {
		char *end;
		errno = 0;
		float f = strtof(s[i], &end);
		printf("%s: %a %d %d", s[i], f, errno == ERANGE, (int)(end - s[i]));
		errno = 0;
		double d = strtod(s[i], &end);
		printf(" %a %d %d\n", d, errno == ERANGE, (int)(end - s[i]));
	}
	float f;
	if (sscanf("1.00000005960464477539062500000001", "%f", &f) == 1)
		printf("%a\n", f);
	static char digits[5000];
	for (int i = 0; i < 4990; i++)
		digits[i] = "1.000000059604644775390625"[i < 26 ? i : 3];
	printf("%a\n", strtof(digits, 0));
	digits[4989] = '1';
	printf("%a\n", strtof(digits, 0));
	return 0;
}

/* What sscanf() takes of texts that begin as a number, with field widths: as much as glibc does. */
#include <stdio.h>

static const char *const texts[] = { "1e", "1e+", "1e-x", "1ex", "1.e", "0x", "0x1p", "0x1p+", "0x.", "0x.p1", "1e5", "1e+5z",
	".", "+.", "-", "inf", "infi", "InFinityx", "infinit", "nan", "nan(", "na", "in", "0xg", "0x1.8p1", ".5e", "1..2", "e5",
	"", "  ", "1E5e", "08", "0x1e+5", "99999999999", "-99999999999", "077777777777777", "0xffffffffffff", "(nil)" };
static const char *const floating[] = { "%f%n", "%1f%n", "%2f%n", "%3f%n", "%4f%n" };
static const char *const integers[] = { "%i%n", "%1i%n", "%2i%n", "%3i%n", "%d%n", "%x%n", "%o%n", "%u%n" };

int main(void)
{
	for (unsigned int i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		void *pointer = &pointer;

		printf("\"%s\":", texts[i]);
		for (unsigned int j = 0; j < sizeof(floating) / sizeof(floating[0]); j++) {
			float value = -7;
			int end = -1;
			int result = sscanf(texts[i], floating[j], &value, &end);

			printf(" %d %g %d", result, value, end);
		}
		for (unsigned int j = 0; j < sizeof(integers) / sizeof(integers[0]); j++) {
			int value = -7;
			int end = -1;
			int result = sscanf(texts[i], integers[j], &value, &end);

			printf(" %d %d %d", result, value, end);
		}
		if (sscanf(texts[i], "%p", &pointer) == 1)
			printf(" %p", pointer);
		putchar('\n');
	}
	return 0;
}

/* One number in every format. */
#include <stdio.h>

int main(void)
{
	static const char *const formats[] = { "%d", "%5d", "%-5d", "%05d", "%+d", "% d", "%x", "%#x", "%o", "%#o", "%u",
		"%c", "%.3d", "%8.3d", "%-8.3d", "%+.2d", "%hhd", "%hd", "%#.4x", "%#8x" };
	for (unsigned i = 0; i < sizeof(formats) / sizeof(*formats); i++) {
		printf("[");
		printf(formats[i], 77);
		printf("] ");
	}
	putchar('\n');
	return 0;
}

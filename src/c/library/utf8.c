/* SPDX-License-Identifier: GPL-2.0-only */
/* UTF-8, as formatted output needs it too. */
#include <machine/format.h>

int __encode(char *to, unsigned int character)
{
	if (character < 0x80) {
		to[0] = character;
		return 1;
	}
	if (character < 0x800) {
		to[0] = 0xc0 | character >> 6;
		to[1] = 0x80 | (character & 63);
		return 2;
	}
	if (character < 0x10000) {
		to[0] = 0xe0 | character >> 12;
		to[1] = 0x80 | (character >> 6 & 63);
		to[2] = 0x80 | (character & 63);
		return 3;
	}
	if (character >= 0x110000)
		return 0;
	to[0] = 0xf0 | character >> 18;
	to[1] = 0x80 | (character >> 12 & 63);
	to[2] = 0x80 | (character >> 6 & 63);
	to[3] = 0x80 | (character & 63);
	return 4;
}

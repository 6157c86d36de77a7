/* SPDX-License-Identifier: GPL-2.0-only */
/* The "C" locale (C11 7.11), which has UTF-8 whether it is called "C.UTF-8" or not. */
#include <locale.h>
#include <string.h>

static char *current = "C";

char *setlocale(int category, const char *locale)
{
	(void)category;
	if (locale && *locale) {
		if (strcmp(locale, "C.UTF-8") != 0 && strcmp(locale, "C") != 0 && strcmp(locale, "POSIX") != 0)
			return NULL;
		current = strcmp(locale, "C.UTF-8") == 0 ? "C.UTF-8" : "C";
	}
	return current;
}

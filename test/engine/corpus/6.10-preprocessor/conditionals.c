/* #if, #elif, #else and nesting; skipped text need not be C. */
#include <stdio.h>

#define LEVEL 3
#define ON

int main(void)
{
#if LEVEL > 5
	puts("high");
#elif LEVEL > 2
	puts("middle");
#elif 1 / 0
	puts("never evaluated");
#else
	puts("low");
#endif
#ifdef ON
# if defined OFF || !defined(ON)
	puts("no");
# else
	puts("on");
# endif
#endif
#ifndef OFF
	puts("not off");
#endif
#if 0
	this isn't C " at all '
	#if nested
	#else garbage
	#endif
	#unknown
#endif
	return 0;
}

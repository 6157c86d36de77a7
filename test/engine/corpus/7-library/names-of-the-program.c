/* C11 7.1.3: a program may define macros of any name that is not reserved, also before it includes a header. */
#define size 2
#define count 3
#define n 4
#define s "s"
#define c 'c'
#define x 1.5
#define a 6
#define b 7
#define to "to"
#define from "from"
#define text "text"
#define file 8
#define format "%d %d %d %s %c %.1f %d %d %s %s %s %d %d %d\n"
#define value 9
#define base 10
#define end }
#include <assert.h>
#include <ctype.h>
#include <inttypes.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <wchar.h>
#include <wctype.h>

int main(void)
{
	printf(format, size, count, n, s, c, x, a, b, to, from, text, file, value, base);
	assert(strlen(text) == n);
	return toupper(c) - 'C';
end

/* # makes a string of an argument as it was written. */
#include <stdio.h>

#define STR(x) #x
#define XSTR(x) STR(x)
#define TWO(a, b) #a " and " #b
#define VALUE 42

int main(void)
{
	puts(STR(a  +   b));
	puts(STR("quoted \n" 'c' '\''));
	puts(STR(VALUE) XSTR(VALUE));
	puts(TWO((1, 2), x
		y));
	puts(STR(  spaced  ));
	puts(STR());
	puts(XSTR(TWO(a, b)));
	puts(STR(@ \n $ # ##));
	puts(STR("\\" L'"'));
	return 0;
}

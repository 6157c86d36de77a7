/* A backslash at the end of a line joins it to the next. */
#include <stdio.h>

#def\
ine VALUE 4\
2

int ma\
in(void)
{
	const char *s = "one \
two";
	int lo\
ng_name = VAL\
UE;
	printf("%s %d\n", s, long_name);
	// a comment that goes on \
	printf("not printed\n");
	return 0 \
;
}

/* A comment is a space, wherever it stands. */
#include <stdio.h>

#define EMPTY/**/
#define TWO(a)/* a comment */ a a // another \
and it goes on

int main(void)
{
	int/**/a = 1/* /* // */+2; // ends here */
	int b = 6 //* divided */ 2
		/ 2;
	const char *s = "/* no comment */ // none";
	printf("%d %d %s\n", a, b, s);
	printf("%s\n", TWO("x"));
	return EMPTY 3;
}

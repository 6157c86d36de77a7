/* Parameters are variables of the function. */
#include <stdio.h>

static int gcd(int a, int b)
{
	while (b) {
		int t = a % b;
		a = b;
		b = t;
	}
	return a;
}

static char *skip(char *s, char c)
{
	while (*s == c)
		s++;
	return s;
}

int main(void)
{
	char text[] = "---x";
	printf("%d %d %s %d\n", gcd(48, 36), gcd(17, 5), skip(text, '-'), (int)(skip(text, '-') - text));
	return 0;
}

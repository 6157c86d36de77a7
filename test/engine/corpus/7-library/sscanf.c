/* Numbers, words, sets and counts. */
#include <stdio.h>

int main(void)
{
	int a = 0, b = 0, c = 0;
	unsigned x = 0;
	char word[10] = "", set[10] = "", ch = 0;
	double d = 0;
	float f = 0;
	printf("%d ", sscanf("12 -7 0x1f", "%d %d %i", &a, &b, &c));
	printf("%d %d %d\n", a, b, c);
	printf("%d ", sscanf("hello,world 3.5e1", "%[a-z],%5s %lf", word, set, &d));
	printf("%s %s %g\n", word, set, d);
	printf("%d ", sscanf("ffz", "%x%c", &x, &ch));
	printf("%x %c\n", x, ch);
	char pair[3] = "??";
	printf("%d ", sscanf("a", "%2c", pair));
	printf("%d %s\n", sscanf("", "%2c", pair), pair);
	printf("%d %d\n", sscanf("abc", "%d", &a), sscanf("", "%d", &a));
	printf("%d ", sscanf("1234567", "%3d%2d%*d", &a, &b));
	printf("%d %d\n", a, b);
	printf("%d ", sscanf(" 0.5 %", "%f %%%d", &f, &a));
	printf("%g\n", f);
	printf("%d %s\n", sscanf("]x-y", "%[]x-]", set), set);
	return 0;
}

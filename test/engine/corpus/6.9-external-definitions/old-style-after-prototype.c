/* An old-style definition after a prototype that has its parameters' own types: they arrive as those, unpromoted. */
#include <stdio.h>

enum level { LOW, HIGH = 7 };

int narrow(char, unsigned short);
int narrow(c, s)
	unsigned short s;
	char c;
{
	c++;
	s += 2;
	return c + s;
}

float half(const float);
float half(x)
	float x;
{
	return x / 2;
}

int flag(_Bool);
int flag(b)
	_Bool b;
{
	return b + 1;
}

int widened(int, double);
int widened(c, x)
	signed char c;
	float x;
{
	return c + (int)x;
}

enum level raised(enum level);
enum level raised(l)
	enum level l;
{
	return l == LOW ? HIGH : LOW;
}

int (*through)(char, unsigned short) = narrow;

int main(void)
{
	printf("%d %d\n", narrow(3, 4), through((char)257, (unsigned short)65537));
	printf("%f %f\n", half(3), half(-1.25f));
	printf("%d %d\n", flag(200), flag(0.5));
	printf("%d\n", widened(259, 2.75));
	printf("%d\n", raised(LOW));
	return 0;
}

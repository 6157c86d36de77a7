/* A list that is expanded with several meanings. */
#include <stdio.h>

#define COLOURS(X) \
	X(RED, 0xff0000) \
	X(GREEN, 0x00ff00) \
	X(BLUE, 0x0000ff)

#define AS_ENUM(name, value) name,
#define AS_NAME(name, value) #name,
#define AS_VALUE(name, value) [name] = value,
#define AS_CASE(name, value) case value: return #name;

enum colour { COLOURS(AS_ENUM) COUNT };
static const char *const names[] = { COLOURS(AS_NAME) };
static const unsigned values[COUNT] = { COLOURS(AS_VALUE) };

static const char *find(unsigned value)
{
	switch (value) {
	COLOURS(AS_CASE)
	}
	return "none";
}

int main(void)
{
	for (int i = 0; i < COUNT; i++)
		printf("%s %06x %s\n", names[i], values[i], find(values[i]));
	return 0;
}

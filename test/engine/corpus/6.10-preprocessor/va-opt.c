/* __VA_OPT__ is there when there are variable arguments. */
#include <stdio.h>

#define LOG(format, ...) printf(format "\n" __VA_OPT__(,) __VA_ARGS__)
#define SUM(first, ...) (first __VA_OPT__(+ SUM2(__VA_ARGS__)))
#define SUM2(first, ...) (first __VA_OPT__(+ SUM3(__VA_ARGS__)))
#define SUM3(first, ...) (first)
#define TEXT(...) "<" __VA_OPT__("some") ">"
#define EMPTY

int main(void)
{
	LOG("none");
	LOG("%d %d", 1, 2);
	printf("%d %d %d\n", SUM(1), SUM(1, 2), SUM(1, 2, 3));
	puts(TEXT() TEXT(x) TEXT(EMPTY));
	return 0;
}

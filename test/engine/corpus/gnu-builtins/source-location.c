/* __builtin_LINE, __builtin_FILE and __builtin_FUNCTION: where the call stands that the reader sees, through macros and #line. */
#include <stdio.h>

#define ARGUMENT(x) x
#define WHERE() printf("%d %s %s\n", __builtin_LINE(), __builtin_FILE(), __builtin_FUNCTION())

static int line = __builtin_LINE();

static int lines(void)
{
	return ARGUMENT(
		__builtin_LINE()
	);
}

int main(void)
{
#line 100 "here.c"
	WHERE();
	printf("%d %d\n", line, lines());
	printf("%d %d\n", sizeof(__builtin_FILE()) == sizeof(char *), sizeof(__builtin_FUNCTION()) == sizeof(char *));
	printf("%d %d %d\n", _Generic(__builtin_FILE(), const char *: 1, char *: 2), _Generic(__builtin_LINE(), int: 3),
	       _Generic(__builtin_FUNCTION(), const char *: 1, char *: 2));
#line 300 "other.c"
	WHERE();
#if __has_builtin(__builtin_LINE) && __has_builtin(__builtin_FILE) && __has_builtin(__builtin_FUNCTION)
	puts("has them");
#endif
#if defined __builtin_LINE || defined(__builtin_FILE) || defined __builtin_FUNCTION || defined __builtin_expect
	puts("functions are macros");
#endif
#ifdef __builtin_LINE
	puts("a function is a macro");
#endif
#undef __builtin_FILE
#line 400 "some/folder/third.c"
	printf("%s %s %d\n", __builtin_FILE(), __FILE_NAME__, __builtin_LINE());
#define __builtin_LINE() 3
#ifdef __builtin_LINE
	printf("%d\n", __builtin_LINE());
#endif
	return 0;
}

/* The lines of a preprocessor's output say where theirs come from: __LINE__ and __FILE__ follow. */
#include <stdio.h>

# 1 "main.c"
# 1 "a.h" 1
static const int in_a = __LINE__;
static const char *const a = __FILE__;
# 1 "b.h" 1 3 4
static const int in_b = __LINE__;
static const char *const b = __FILE__;
# 3 "a.h" 2
static const int after_b = __LINE__;
static const char *const again = __FILE__;
# 2 "main.c" 2
static const int after_a = __LINE__;
static const char *const back = __FILE__;
# 7 "elsewhere.c" 2
static const int ignored = __LINE__;
# 30

int main(void)
{
	printf("%s %d, %s %d, %s %d, %s %d\n", a, in_a, b, in_b, again, after_b, back, after_a);
	printf("%d, %s %d\n", ignored, __FILE__, __LINE__);
	return 0;
}

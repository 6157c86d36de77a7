/* Array lengths, bit-field widths and enumerators from sizeof and casts. */
#include <stdio.h>

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]) + sizeof(char[1 - 2 * !sizeof(a)]) - 1)

static const char *const names[] = { "a", "b", "c" };
static int counts[ARRAY_SIZE(names) * 2];
struct s { unsigned f : sizeof(short) * 4; char pad[(int)2.9]; int : 3; };
enum { N = ARRAY_SIZE(names), M = N > 2 ? (char)65 : 0 };

int main(void)
{
	struct s s = { .f = 255 };
	s.f++;
	printf("%d %d %d %d %d\n", (int)ARRAY_SIZE(counts), N, M, s.f, (int)sizeof(struct s));
	return 0;
}

/* _Static_assert at file scope, in blocks and in structs. */
#include <assert.h>
#include <stdio.h>

_Static_assert(sizeof(char) == 1, "a char");
static_assert(1 << 3 == 8, "shifts");

struct s {
	int a;
	_Static_assert(sizeof(int) == 4, "inside");
	int b;
};

int main(void)
{
	_Static_assert(sizeof(struct s) == 8, "no padding");
	for (int i = 0; i < 1; i++) {
		_Static_assert(1, "in a loop");
	}
	printf("%d\n", (int)sizeof(struct s));
	return 0;
}

/* Labels, tags, members and ordinary identifiers may all have one name. */
#include <stdio.h>

struct name {
	int name;
	union { int other; } inner;
};

int main(void)
{
	struct name name = { .name = 3 };
	goto name;
	name.name = 4;
name:
	printf("%d %d\n", name.name, (int)(sizeof(struct name) == sizeof(name)));
	return 0;
}

/* #pragma pack bounds the alignment that a member is said to have, also one that asked for more. */
#include <stdio.h>

#pragma pack(push, 2)
struct bounded {
	char first;
	long long wide;
	int asked __attribute__((aligned(16)));
	struct {
		double inner;
	};
};
#pragma pack(pop)

struct free {
	char first;
	int asked __attribute__((aligned(16)));
};

int main(void)
{
	struct bounded b;
	struct free f;

	printf("%d %d\n", (int)__alignof__(b.first), (int)__alignof__(b.wide));
	printf("%d %d\n", (int)__alignof__(b.asked), (int)__alignof__(b.inner));
	printf("%d %d\n", (int)__alignof__(f.first), (int)__alignof__(f.asked));
	return 0;
}

/* max_align_t is as wide and as strictly aligned as gcc's. */
#include <stddef.h>
#include <stdio.h>

int main(void)
{
	printf("%zu %zu\n", sizeof(max_align_t), _Alignof(max_align_t));
	printf("%zu\n", offsetof(struct { char c; max_align_t m; }, m));
	return 0;
}

/* __builtin_object_size counts through members and elements to the end of the whole object. */
#include <stddef.h>
#include <stdio.h>

struct element { char b[10]; short c; };
struct whole { int a; struct element d[4]; };

int main(void)
{
	struct whole w;
	struct whole *p = &w;

	printf("%zu %zu\n", __builtin_object_size(&w.d[1].b[2], 0), __builtin_object_size(&w.d[1].b[2], 1));
	printf("%zu %zu\n", __builtin_object_size(&w.d[1].c, 0), __builtin_object_size(&w.d[1].c, 1));
	printf("%zu %zu\n", __builtin_object_size(w.d[3].b, 2), __builtin_object_size(&w.d[3], 3));
	printf("%d\n", __builtin_object_size(&p->d[1].c, 0) == (size_t)-1);
	return 0;
}

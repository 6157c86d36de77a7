/* Any object pointer goes to void * and back without a cast. */
#include <stdio.h>

struct pair { int a, b; };

static int second(void *p)
{
	struct pair *pair = p;
	return pair->b;
}

int main(void)
{
	struct pair pair = { 3, 4 };
	void *v = &pair;
	int *first = v;
	unsigned char *bytes = v;
	void **pp = &v;
	printf("%d %d %d %d\n", *first, second(v), bytes[4], second(*pp));
	const void *cv = v;
	printf("%d\n", cv == first);
	return 0;
}

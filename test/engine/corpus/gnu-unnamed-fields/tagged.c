/* A typedef'd unnamed member is taken in, as a plain tagged one is not. */
#include <stdio.h>

struct outer {
	struct { int a; union { int b; float f; }; };
	int c;
	struct inner { int d; } named;
};

int main(void)
{
	struct outer o = { { 1, { 2 } }, 3, { 4 } };
	struct inner i = o.named;
	printf("%d %d %d %d\n", o.a, o.b, o.c, i.d);
	o.f = 1.0f;
	printf("%x\n", o.b);
	return 0;
}

/* & of elements, members, dereferences and functions. */
#include <stdio.h>

struct s { int a; struct { char b[4]; } in; };

int main(void)
{
	struct s v[3] = { { 1, { "abc" } }, { 2, { "def" } }, { 3, { "ghi" } } };
	struct s *p = v;
	int *pa = &(p + 1)->a;
	char (*pb)[4] = &v[2].in.b;
	printf("%d %s\n", *pa, *pb);
	printf("%d %d\n", &*pa == pa, &v[1] == p + 1);
	printf("%d\n", (int)((char *)&p->in - (char *)p));
	int **pp = &pa;
	**pp = 50;
	*&v[0].a = 9;
	printf("%d %d\n", v[1].a, v[0].a);
	return &v[3] - &v[0];
}

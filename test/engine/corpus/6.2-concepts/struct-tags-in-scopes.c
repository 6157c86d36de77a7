/* A tag declared in an inner scope is another type. */
#include <stdio.h>

struct s { char c; };

int main(void)
{
	printf("%d ", (int)sizeof(struct s));
	{
		struct s;
		struct s *p = 0;
		struct s { int a[4]; };
		printf("%d %d ", (int)sizeof(struct s), (int)sizeof(*p));
	}
	printf("%d\n", (int)sizeof(struct s));
	enum s2 { A, B };
	{
		enum s2 { B = 7, A };
		printf("%d %d ", A, B);
	}
	printf("%d %d\n", A, B);
	return 0;
}

/* _Alignof of types. */
#include <stdio.h>

struct s { char a; short b; };
struct d { char a; double b; };
union u { char c; long long l; };

int main(void)
{
	printf("%d %d %d\n", (int)_Alignof(struct s), (int)_Alignof(struct d), (int)_Alignof(union u));
	printf("%d %d\n", (int)_Alignof(int[5]), (int)_Alignof(char[64]));
	printf("%d %d\n", (int)sizeof(struct d), (int)sizeof(union u));
	return 0;
}

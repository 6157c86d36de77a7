/* A struct assignment copies every member, nested arrays too. */
#include <stdio.h>
#include <string.h>

struct s { char a; int b; char c[3]; long long d; short e; };

int main(void)
{
	struct s x, y;
	memset(&x, 0x5a, sizeof(x));
	memset(&y, 0, sizeof(y));
	x.a = 1;
	x.b = 2;
	memcpy(x.c, "xyz", 3);
	x.d = 0x1122334455667788;
	x.e = -9;
	y = x;
	printf("%d %d %.3s %llx %d\n", y.a, y.b, y.c, y.d, y.e);
	struct s v[2] = { x, x };
	v[1].c[1] = 'q';
	memcpy(&v[0], &v[1], sizeof(v[0]));
	printf("%.3s\n", v[0].c);
	return 0;
}

/* An assignment's value is what was stored, after conversion. */
#include <stdio.h>

struct s { unsigned f : 3; };

int main(void)
{
	unsigned char c;
	int i;
	double d;
	struct s s;
	i = c = 300;
	printf("%d\n", i);
	d = i = 3.7;
	printf("%g\n", d);
	i = s.f = 13;
	printf("%d\n", i);
	printf("%d\n", (c += 250) + 1);
	printf("%d\n", (s.f -= 6) + 0);
	int a[3] = { 0 }, k = 0;
	a[k++] = a[k++] = 5;
	printf("%d\n", a[0] + a[1] + a[2] + k);
	return (i = 5, i += 3) == 8;
}

/* Without a value at its end it is void. */
#include <stdio.h>

#define SWAP(a, b) ({ __typeof__(a) _t = (a); (a) = (b); (b) = _t; (void)0; })
#define DO(what) ({ what; ; })

int main(void)
{
	int x = 1, y = 2;
	SWAP(x, y);
	x > y ? SWAP(x, y) : ({ y++; (void)0; });
	DO(x++);
	for (({ x += 5; }); x < 10; ({ x++; }))
		({});
	printf("%d %d\n", x, y);
	return 0;
}

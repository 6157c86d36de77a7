/* A computed goto as the end of a loop, out of and into blocks. */
#include <stdio.h>

int main(void)
{
	int n = 0;
	void *where = &&again;
	{
again:;
		int local = n * 2;
		n += local + 1;
		if (n > 50)
			where = &&done;
		goto *where;
	}
done:
	printf("%d\n", n);
	void *p[2] = { &&x, &&y };
	int turns = 0;
next:
	goto *p[turns & 1];
x:
	n += 1000;
y:
	n -= 1;
	if (++turns < 5)
		goto next;
	printf("%d %d\n", n, &&x != &&y);
	return 0;
}

/* GNU C, as C23: a label may stand before a declaration. */
#include <stdio.h>

static int chosen(int x)
{
	switch (x) {
	case 1:
		int one = 10;
		return one;
	case 2 ... 3:
	case 5:
		static int many = 20;
		many++;
		return many;
	default:
		struct { int a; } s = { x };
		return s.a;
	}
}

int main(void)
{
	int turns = 0;

again:
	int fresh = 5;
	fresh += turns;
	printf("%d ", fresh);
	if (++turns < 3)
		goto again;
	printf("%d %d %d %d\n", chosen(1), chosen(2), chosen(5), chosen(9));
	{
		goto end;
end:
		_Static_assert(1, "after a label");
	}
	return 0;
}

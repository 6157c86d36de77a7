/* __label__ makes a label of a block's own. */
#include <stdio.h>

#define FIND(v, n, what) ({ \
	__label__ found; \
	int _i; \
	for (_i = 0; _i < (n); _i++) \
		if ((v)[_i] == (what)) \
			goto found; \
	_i = -1; \
found: \
	_i; })

int main(void)
{
	int v[] = { 5, 6, 7 };
	printf("%d %d %d\n", FIND(v, 3, 6), FIND(v, 3, 9), FIND(v, 3, 5));
	{
		__label__ out, in;
		goto in;
out:
		printf("out\n");
		goto end;
in:
		goto out;
	}
end:
	return FIND(v, FIND(v, 3, 7) + 1, 7);
}

/* What stands before it is kept, what it changes is seen. */
#include <stdio.h>

static int log_[8], n;
static int note(int v) { log_[n++] = v; return v; }

int main(void)
{
	int i = 1;
	int r = note(1) * 100 + ({ note(2); i = 5; note(3); }) * 10 + note(4);
	printf("%d %d\n", r, i);
	int a[3] = { note(5), ({ note(6); 60; }), note(7) };
	for (int k = 0; k < n; k++)
		printf("%d", log_[k]);
	printf(" %d\n", a[1]);
	return ({ int s = 0; s += i; s; }) + ({ i++; }) + i;
}

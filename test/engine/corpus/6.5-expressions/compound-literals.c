/* A compound literal is an object that can be changed and pointed to. */
#include <stdio.h>
#include <string.h>

struct point { int x, y; };

static int sum(const int *v, int n)
{
	int s = 0;
	while (n--)
		s += *v++;
	return s;
}

static struct point *global = &(struct point){ 8, 9 };

int main(void)
{
	struct point p = (struct point){ .y = 2 };
	printf("%d %d\n", p.x, p.y);
	printf("%d\n", sum((int[]){ 1, 2, 3, 4 }, 4));
	int *q = (int[5]){ 1, 2 };
	q[4] = 7;
	printf("%d %d %d\n", q[1], q[3], q[4]);
	printf("%d %d\n", (struct point){ 5, 6 }.y, ++(int){ 41 });
	global->x++;
	printf("%d %d\n", global->x, global->y);
	char *s = (char[]){ "text" };
	s[0] = 'n';
	printf("%s %d\n", s, (int)strlen((char[10]){ "ab" }));
	return (&(struct point){ 3, 4 })->y;
}

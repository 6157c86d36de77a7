/* Braces may be left out where the structure is clear. */
#include <stdio.h>

struct p { int x, y; };
struct s { struct p p[2]; int v[3]; char c; };

static struct s flat = { 1, 2, 3, 4, 5, 6, 7, 'c' };
static struct s part = { { { 1 }, 3, 4 }, 5, .c = 'd' };
static int m[2][3] = { 1, 2, 3, 4, 5 };
static int n[][2] = { { 1 }, { 2, 3 }, 4, 5 };

int main(void)
{
	printf("%d %d %d %d %d %d %d %c\n", flat.p[0].x, flat.p[0].y, flat.p[1].x, flat.p[1].y, flat.v[0], flat.v[1],
		   flat.v[2], flat.c);
	printf("%d %d %d %d ", part.p[0].x, part.p[0].y, part.p[1].x, part.p[1].y);
	printf("%d %d %c\n", part.v[0], part.v[1], part.c);
	printf("%d %d %d %d\n", m[0][2], m[1][0], m[1][1], m[1][2]);
	printf("%d %d %d %d\n", (int)(sizeof(n) / sizeof(*n)), n[0][1], n[1][1], n[2][1]);
	return 0;
}

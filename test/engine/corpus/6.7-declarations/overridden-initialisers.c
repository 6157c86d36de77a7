/* A later initialiser takes the place of an earlier one, whose effects gcc then leaves out; what is computed is so in memory order. */
#include <stdio.h>

struct in { int a, b; int c[3]; };
struct out { struct in i; int z; };

static int calls;

static int f(int x)
{
	printf("f%d ", x);
	calls++;
	return x;
}

static struct in make(int x)
{
	struct in i = { x, x + 1, { x + 2 } };

	printf("make%d ", x);
	return i;
}

static void show(struct out o)
{
	printf("%d %d %d %d %d, %d\n", o.i.a, o.i.b, o.i.c[0], o.i.c[1], o.i.c[2], o.z);
}

int main(void)
{
	struct in copied = { 1, 2, { 3, 4, 5 } };
	int v = 6;

	show((struct out){ .z = f(4), .i.b = f(2), .z = f(5) });
	show((struct out){ .i = copied, .i.a = 99 });
	show((struct out){ .i = make(3), .i.b = f(9) });
	show((struct out){ .i = { f(1), f(2), { f(3) } }, .i = make(5) });
	show((struct out){ .i = { f(1), f(2), { f(3) } }, .i = { .b = f(8) } });
	show((struct out){ .i = { f(1), f(2), { f(3), f(4) } }, .i.b = f(8), .i.c[1] = f(9) });
	show((struct out){ .i = (struct in){ f(5), 6, { 7, 8, 9 } }, .i.c[1] = f(9) });
	show((struct out){ .i.a = f(1), .i = copied });
	show((struct out){ .z = f(1), .i.a = f(2), f(3), .i = { f(4) }, .z = f(5) });

	struct out nested[2] = { [0].i = make(1), [0].i.c[2] = f(7), [1].z = 4, [1] = { make(2), f(4) } };
	show(nested[0]);
	show(nested[1]);

	int a[4] = { f(1), f(2), [0] = f(3), [1] = f(4), f(5), [1] = 7 };
	printf("%d %d %d %d\n", a[0], a[1], a[2], a[3]);
	int m[2][2] = { { f(1), f(2) }, [0][1] = f(3), [0] = { f(4) } };
	printf("%d %d\n", m[0][0], m[0][1]);
	struct { int x : 3, y : 5; int z; } bits = { .x = f(1), .y = f(2), .x = f(3), .z = f(4) };
	printf("%d %d %d\n", bits.x, bits.y, bits.z);
	struct { char s[6]; int k; } text = { .s = "hello", .s[1] = 'a', .k = f(1), .s[4] = f('x') };
	printf("%s %d\n", text.s, text.k);
	union { int a; struct { int x, y; } s; } u = { .s = { f(1), f(2) }, .a = f(3) };
	printf("%d\n", u.a);
	union { struct { int x, y; } s; int a; } w = { .a = f(3), .s.y = f(7) };
	printf("%d %d\n", w.s.x, w.s.y);

	int r[6] = { [0 ... 5] = f(1), [2] = f(2), [3 ... 4] = f(3), [0] = 0 };
	printf("%d %d %d %d %d %d\n", r[0], r[1], r[2], r[3], r[4], r[5]);
	int s[6] = { [2] = f(2), [0 ... 5] = f(1) };
	printf("%d %d\n", s[0], s[2]);
	struct in p[3] = { [0 ... 2] = { f(1), .b = f(2) }, [1].a = f(5), [1].c[2] = f(6) };
	printf("%d %d %d %d\n", p[0].a, p[1].a, p[1].b, p[2].b);
	struct in q[3] = { [0 ... 2] = { 1, .b = 2 }, [1].a = f(5) };
	printf("%d %d %d %d\n", q[0].a, q[1].a, q[1].b, q[2].b);
	struct in t[3] = { [0 ... 2] = { v, .b = 2 }, [1 ... 2].a = f(5) };
	printf("%d %d %d %d\n", t[0].a, t[1].a, t[1].b, t[2].b);
	struct in x[3] = { [0 ... 2] = make(4), [0] = copied, [1].a = f(5) };
	printf("%d %d %d %d\n", x[0].a, x[1].a, x[1].b, x[2].b);
	struct in y[3] = { [0 ... 2].a = f(4), [1].b = f(5), [0 ... 1].b = 7 };
	printf("%d %d %d %d\n", y[0].a, y[1].a, y[1].b, y[2].b);

	static struct out fixed = { .i = { 1, 2, { 3 } }, .i.b = 5, .z = 3, .i = { .a = 7 } };
	show(fixed);
	static struct out literal = { .i = (struct in){ 1, 2, { 3 } }, .i.b = 5 };
	show(literal);
	static struct in range[3] = { [0 ... 2] = { 1, 2, { 3 } }, [1].b = 5 };
	printf("%d %d %d\n", range[1].a, range[1].b, range[2].b);
	printf("%d\n", calls);
	return 0;
}

/* Structures and unions as values: assigned, passed, returned, nested, large, of odd sizes, compared by bytes. */
struct s1 { char c; };
struct s3 { char c[3]; };
struct s8 { int a, b; };
struct s12 { int a; double d; };
struct s24 { long a, b; char *p; };
struct s100 { int v[25]; };
struct s400 { struct s100 q[4]; };
struct empty { };
union un { int i; char c[4]; float f; };
static struct s1 f1(struct s1 s) { s.c++; return s; }
static struct s3 f3(struct s3 s, int k) { s.c[k] += 5; return s; }
static struct s8 f8(struct s8 x, struct s8 y) { struct s8 r = { x.a + y.b, x.b - y.a }; return r; }
static struct s12 f12(void) { return (struct s12){ 7, 2.5 }; }
static struct s100 f100(struct s100 s, int n) { for (int i = 0; i < 25; i++) s.v[i] *= n; return s; }
static struct s400 f400(int n) { struct s400 s; for (int i = 0; i < 4; i++) for (int j = 0; j < 25; j++) s.q[i].v[j] = i * j * n; return s; }
static struct s8 recursive(int n) { if (n == 0) return (struct s8){ 0, 1 }; struct s8 r = recursive(n - 1); return (struct s8){ r.b, r.a + r.b }; }
static struct empty fe(struct empty e) { return e; }
static union un fu(union un u) { u.i++; return u; }
static struct s8 global = { 3, 4 };
static struct s8 *ptr(void) { return &global; }
int main(void)
{
	struct s1 a = { 'a' }; a = f1(f1(a)); put(a.c);
	struct s3 b = f3((struct s3){ { 1, 2, 3 } }, 1); put(b.c[0]); put(b.c[1]); put(b.c[2]);
	put(f8((struct s8){ 1, 2 }, (struct s8){ 30, 40 }).a);
	put(f8(f8(global, global), *ptr()).b);
	struct s12 d = f12(); put(d.a); put(d.d * 4);
	struct s100 h; for (int i = 0; i < 25; i++) h.v[i] = i;
	h = f100(h, 3); put(h.v[24]); put(f100(h, 2).v[10]);
	struct s400 k = f400(2); put(k.q[3].v[24]); k.q[0] = k.q[3]; put(k.q[0].v[5]);
	struct s400 k2 = k; put(k2.q[2].v[20]);
	put(recursive(20).a);
	struct empty e; e = fe(e); put(sizeof e);
	put(fu((union un){ .i = 41 }).i);
	struct s8 x = { 1, 2 }, y = { 3, 4 }, z;
	int c = 1;
	z = c ? x : y; put(z.a); z = (c--, c) ? x : y; put(z.b);
	z = x = y; put(z.a + x.a);
	z = ({ struct s8 t = { 9, 8 }; t.a++; t; }); put(z.a); put(z.b);
	put((x = y).b); put((c ? x : y).a);
	*ptr() = (struct s8){ 70, 80 }; put(global.a + global.b);
	struct { struct s8 in; int arr[3]; } outer = { y, { 1, 2, 3 } }; put(outer.in.a); put(outer.arr[2]);
	struct s8 arr[3] = { [1] = y, [2] = { .b = 6 } }; put(arr[1].a); put(arr[2].b); put(arr[0].a);
	arr[0] = arr[1]; arr[c] = arr[2]; put(arr[0].b);
	struct s24 t = { 1, 2, "text" }, *tp = &t; struct s24 t2 = *tp; put(t2.p[1]); put(t2.a + t2.b);
	return 0;
}

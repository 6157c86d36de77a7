/* Initialisers: designators, nested braces, strings, compound literals, addresses, static and automatic, flexible arrays. */
struct point { int x, y; }; struct line { struct point a, b; const char *name; char tag[4]; };
static struct line lines[] = { { { 1, 2 }, { 3, 4 }, "first", "abc" }, [2] = { .b.y = 9, .name = "third", .tag = { 'x' } }, { .a = { .y = 5 } } };
static int matrix[3][4] = { { 1, 2 }, [2] = { [1] = 7, 8 } }; static char text[] = "text\0more"; static char fixed[8] = "12345678"; static const char *const strings[] = { "a", "bb", [3] = "dddd" };
static int *pointers[] = { &matrix[1][2], matrix[2], &matrix[0][0] + 5 }; static struct point *pp = &lines[2].b; static char *mid = text + 2; static long offset = (long)&((struct line *)0)->b.y; static int ranges[10] = { [2 ... 5] = 3, [4] = 9, [7] = 1 };
static struct { int n; int v[]; } flexible = { 3, { 10, 20, 30 } }; static union { int i; char c[8]; } un = { .c = "union" }; static struct point *literal = &(struct point){ 11, 12 }; static __WCHAR_TYPE__ wide[] = L"wz";
static int (*fn)(void); static double dbl = 1.5 + 2; static float flt = 3; static long long big = -1; static unsigned char small = 300 & 255; static _Bool flag = 5; static int *self[] = { (int *)&self };
static int local(int k) { struct line l = { { k, k + 1 }, .name = "local", .tag = "zz" }; int a[5] = { [1] = k, [3] = k * 2 }; char s[] = "auto"; char s6[6] = "hi"; struct point arr[2] = { [1].y = k }; s[0] = 'A'; int sum = 0; for (int i = 0; i < 5; i++) sum += a[i]; put(l.a.y + l.b.x); put(l.tag[2]); put(s[0]); put(s[4]); put(s6[1]); put(s6[5]); put(arr[1].y + arr[0].x); put(sizeof s); return sum; }
int main(void)
{
	put(sizeof lines / sizeof lines[0]); put(lines[0].b.x); put(lines[0].tag[2]); put(lines[2].b.y); put(lines[2].name[1]); put(lines[2].tag[1]); put(lines[3].a.y); put(lines[1].name == 0);
	for (int i = 0; i < 3; i++) for (int j = 0; j < 4; j++) put(matrix[i][j]);
	put(sizeof text); put(text[5]); put(fixed[7]); put(strings[1][1]); put(strings[2] == 0); put(strings[3][3]); put(pointers[0] - &matrix[0][0]); put(*pointers[1]); put(pointers[2] - pointers[0]); put(pp->y); put(*mid); put(offset); for (int i = 0; i < 10; i++) put(ranges[i]);
	put(flexible.v[2]); put(flexible.n); put(un.c[4]); put(literal->x + literal->y); put(wide[1]); put(sizeof wide / sizeof *wide); put(fn == 0); put(dbl * 2); put(flt); put(big); put(small); put(flag); put(self[0] == (int *)self);
	put(local(4)); put(local(7));
	struct point *q = &(struct point){ 5, 6 }; q->x++; put(q->x + q->y); put(((int[]){ 1, 2, 3 })[1]); for (int i = 0; i < 3; i++) { int *r = (int[2]){ i }; put(r[0] + r[1]); r[1] = 9; }
	int x = 3; int y[] = { x, x + 1, ({ int t = x; t * t; }) }; put(y[2]); put((struct point){ .y = x }.y); const char *sp = x ? "yes" : "no"; put(*sp); put("abc"[1]); put(*"xyz"); put(sizeof "hello");
	struct { int a : 3; int b : 5; } bf = { .b = -7 }; put(bf.a); put(bf.b); struct point copy = *q, again = copy; put(again.x); char grid[2][3] = { "ab", "cde" }; put(grid[1][2]); put(grid[0][2]); struct { char name[16]; int n; } rec = { "a longer name", 5 }; put(rec.name[9]); put(rec.name[14]); put(rec.n);
	return 0;
}

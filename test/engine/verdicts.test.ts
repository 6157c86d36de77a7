/**
 * The engine and gcc agree on what is C: each of these small texts is accepted by both or refused by both. Between the texts
 * stands a line of dashes.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { parseText } from '../unit/c/parseText';

/** Errors in a kernel build, although only warnings by gcc's default. */
const FLAGS = ['-Werror=implicit-function-declaration', '-Werror=implicit-int'];

const TEXTS = String.raw`
int x = 1; int *p = &x;
----
int f(void) { return undeclared; }
----
int f(void) { return undeclared(); }
----
static const int a = 1; static int b = a;
----
static const int a = 1; static int b = a + 1; static const double d = 1.5; double e = d * 2;
----
static int a = 1; static int b = a;
----
static const int a = 1; int b[a];
----
static int x; static int *const p = &x; static int *q = p + 1; static void *r = p;
----
static const struct { int a; } s = { 1 }; int x = s.a;
----
static const int a[2] = { 1 }; int x = a[0];
----
char c = "abc"[0];
----
int f(int n) { switch (n) { case 1: case 1: return 2; } return 0; }
----
int f(int n) { switch (n) { case 1 ... 5: case 4: return 2; } return 0; }
----
int f(int n) { switch (n) { default: default: return 2; } return 0; }
----
struct s; int f(struct s *p) { return p->x; }
----
struct s { int x; }; int f(struct s *p) { return p.x; }
----
struct s { int x; }; int f(struct s s) { return s->x; }
----
int f(void) { int x; int x; return 0; }
----
int f(int x) { int x; return 0; }
----
int f(int x) { { int x = 1; return x; } }
----
int x; int x; int x = 1;
----
int x = 1; int x = 1;
----
extern int x; static int x;
----
static int x; extern int x;
----
int f(int); int f(long);
----
int f(); int f(int a) { return a; }
----
int f(); int f(char a) { return a; }
----
int f(a, b) int a; char b; { return a + b; }
----
int f(int a) { return a; } int f(int a) { return a; }
----
enum e { A, B }; enum e { C };
----
enum e { A, B, A };
----
struct s { int a; int a; };
----
struct s { int a; struct { int a; }; };
----
struct s { int a; struct { int b; union { int c; }; }; }; int f(struct s *p) { return p->c + p->b; }
----
struct s { int n; int a[]; int m; };
----
struct s { int a[]; };
----
struct s { int n; int a[]; } x = { 1, { 1, 2, 3 } };
----
void f(void) { struct s { int n; int a[]; } x = { 1, { 1, 2, 3 } }; }
----
struct s { int x : 33; };
----
struct s { int x : -1; };
----
struct s { int x : 0; };
----
struct s { float x : 3; };
----
struct s { int x : 3; } s; int *p = &s.x;
----
struct s { int x : 3; } s; int n = sizeof(s.x);
----
struct s { int x : 3; } s; typeof(s.x) y;
----
int a[-1];
----
int a[0];
----
int a[2.5];
----
int a[(int)2.5];
----
int n; int a[n];
----
int a[3]; int f(void) { a = 0; return 0; }
----
const int c = 1; void f(void) { c = 2; }
----
const int *p; void f(void) { *p = 2; }
----
int *const p; void f(void) { *p = 2; }
----
int *const p; void f(void) { p = 0; }
----
struct s { const int x; } s; void f(struct s t) { s = t; }
----
struct s { const int x; } s; void f(void) { s.x++; }
----
void f(void) { 1 = 2; }
----
void f(int a) { a + 1 = 2; }
----
void f(int a) { (a) = 2; }
----
void f(int a, int b) { (a ? a : b) = 2; }
----
void f(int a, int b) { (a, b) = 2; }
----
void f(int a) { (char)a = 2; }
----
void f(int a) { &(a + 1); }
----
void f(int a) { &5; }
----
void f(void) { register int a; &a; }
----
void f(void) { register int a[3]; a[0] = 1; }
----
void f(void) { return 1; }
----
int f(void) { return; }
----
void g(void); void f(void) { return g(); }
----
void g(void); int f(void) { return g(); }
----
void g(void); void f(void) { int x = g(); }
----
struct s { int x; }; int f(struct s s) { return s; }
----
struct s { int x; }; void f(struct s s) { if (s) ; }
----
struct s { int x; }; void f(struct s s) { s + 1; }
----
struct s { int x; }; void f(struct s s) { (int)s; }
----
struct s { int x; }; void f(struct s s) { (struct s)s; }
----
struct s { int x; }; void f(struct s s) { (void)s; }
----
void f(int *p, double d) { p = d; }
----
void f(int *p, double d) { (int *)d; }
----
void f(int *p, double d) { (double)p; }
----
void f(int *p, char *q) { p - q; }
----
void f(int *p, char *q) { p == q; }
----
void f(int *p) { p == 3; }
----
void f(int *p, double d) { p == d; }
----
void f(int *p) { p * 2; }
----
void f(int *p) { p + p; }
----
void f(int *p) { -p; }
----
void f(double d) { ~d; }
----
void f(double d) { d % 2; }
----
void f(double d) { d << 2; }
----
void f(double d) { switch (d) { } }
----
void f(void *p) { *p; }
----
void f(void *p) { p + 1; p++; p - p; }
----
void f(void *p) { p[1]; }
----
void f(void (*p)(void)) { p + 1; (*p)(); (**p)(); p(); }
----
void f(int a) { a(); }
----
void f(int a) { a[1]; }
----
void f(int a) { 1[&a]; }
----
void f(int *a) { a[1.0]; }
----
void f(int a) { *a; }
----
int g(int); void f(void) { g(); }
----
int g(int); void f(void) { g(1, 2); }
----
int g(int, ...); void f(void) { g(1, 2); }
----
int g(); void f(void) { g(1, 2); }
----
struct s; int g(struct s); void f(void);
----
struct s; struct s g(void); void f(void) { g(); }
----
struct s; struct s x;
----
struct s; struct s x; struct s { int a; };
----
struct s; void f(void) { struct s x; }
----
struct s; extern struct s x; void *p = &x;
----
int f(void)[3];
----
int f(void)(void);
----
int a[3](void);
----
int (*a[3])(void);
----
int (*f(int x))[3];
----
void f(void) { break; }
----
void f(void) { continue; }
----
void f(int a) { switch (a) { continue; } }
----
void f(int a) { while (a) { switch (a) { case 1: continue; } break; } }
----
void f(int a) { case 1: ; }
----
void f(void) { goto x; }
----
void f(void) { x: x: ; }
----
void f(void) { goto x; { x: ; } }
----
void f(void) { x: }
----
void f(void) { goto *&&x; x: ; }
----
void f(int a) { goto *a; x: ; }
----
void f(void) { { __label__ x; x: ; goto x; } { __label__ x; x: ; } }
----
void f(void) { __label__ x; }
----
void f(void) { __label__ x; goto x; }
----
typedef int T; void f(void) { T T = 1; T++; }
----
typedef int T; typedef int T;
----
typedef int T; typedef long T;
----
typedef int T; int T;
----
typedef int T; struct s { T T; };
----
typedef int T; int f(int T) { return T; }
----
typedef int T; int f(T);
----
typedef int T; void f(void) { T: goto T; }
----
unsigned T; void f(void) { sizeof(T) * 2; }
----
int f(int) { return 0; }
----
int f(void, int);
----
int f(int a, int a);
----
int f(register int a) { return a; }
----
int f(static int a);
----
static auto int x;
----
auto int x;
----
register int x;
----
void f(void) { static int x = 1; extern int y; auto int z; register int w; }
----
void f(void) { static int g(void); }
----
void f(int n) { static int x = n; }
----
int g(void); int x = g();
----
int x; int y = x;
----
int x; int *y = &x + 1; long z = (long)&x;
----
int x; char z = (char)(long)&x;
----
int x = 1 + 2 * 3 / (4 - 5) % 6 << 7 | 8;
----
int x = 1 / 0;
----
int x[1 / 0];
----
enum { A = 1 / 0 };
----
void f(int n) { switch (n) { case 1 / 0: ; } }
----
int x = (1, 2);
----
int x[(1, 2)];
----
int x = 1 ? 2 : 3;
----
int y; int x = 1 ? 2 : y;
----
int y; int x = 0 && y;
----
int y; int *x = 1 ? &y : 0;
----
int y; _Bool b = &y;
----
double d = 1.0 / 0.0;
----
int x = 1.5 + 1.5;
----
int x[] = { 1, 2, 3 }; int n = sizeof x / sizeof *x;
----
int x[2] = { 1, 2, 3 };
----
int x = { 1 };
----
int x = { 1, 2 };
----
int x[] = {};
----
int x[3] = 1;
----
int x[];
----
void f(void) { int x[]; }
----
void f(void) { static int x[]; }
----
static int x[];
----
extern int x[]; int n = sizeof x;
----
char s[] = "abc"; char t[2] = "abc"; char u[3] = "abc"; char v[] = { "abc" }; char w[] = ("abc");
----
char *s = "abc"; char t[] = s;
----
int s[] = "abc";
----
int s[] = L"abc"; unsigned short t[] = u"abc"; unsigned int v[] = U"abc";
----
char s[] = L"abc";
----
unsigned char s[] = "abc"; signed char t[] = "abc";
----
struct s { int a, b; } x = { .a = 1, .b = 2 }, y = { b: 1, a: 2 };
----
struct s { int a, b; } x = { .c = 1 };
----
struct s { int a, b; } x = { [0] = 1 };
----
int x[3] = { .a = 1 };
----
int x[3] = { [3] = 1 };
----
int x[3] = { [-1] = 1 };
----
int x[3] = { [2 ... 1] = 1 };
----
int x[3] = { [0 ... 2] = 1 };
----
int x[] = { [5] = 1 }; _Static_assert(sizeof x == 24, "");
----
int n; int x[] = { [n] = 1 };
----
struct s { int a; } x = 1;
----
struct s { int a; }; struct t { struct s s; int b; } x = { 1, 2 };
----
struct s { int a; }; void f(struct s s) { struct t { struct s s; int b; } x = { s, 2 }; }
----
struct s { int a; } *p = &(struct s){ 1 };
----
int *p = (int[]){ 1, 2, 3 };
----
int x[] = (int[]){ 1, 2, 3 };
----
struct s { int a; } x = (struct s){ 1 };
----
void f(void) { static int *p = (int[]){ 1 }; }
----
void f(void) { int *p = &(int){ 1 }; (struct { int a; }){ 2 }.a; (int){ 1 }++; }
----
_Static_assert(1, "x"); _Static_assert(sizeof(int) == 4);
----
_Static_assert(0, "x");
----
int n; _Static_assert(n, "x");
----
struct s { _Static_assert(1, "x"); int a; };
----
int x = _Generic(1, int: 1, default: 2);
----
int x = _Generic(1, long: 1);
----
int x = _Generic(1, int: 1, int: 2);
----
int x = _Generic(1, default: 1, default: 2);
----
int x = _Generic("a", char *: 1, default: (1)); _Static_assert(_Generic((const int)1, int: 1, default: 0), "");
----
int x = _Generic(1, struct s: 1, default: 2);
----
_Alignas(16) int x; _Alignas(long) char y; _Alignas(0) int z;
----
_Alignas(3) int x;
----
int x = _Alignof(int) + __alignof__(long) + __alignof__(1 + 1);
----
_Noreturn void f(void); inline static int g(void) { return 1; }
----
inline int x;
----
int f(void) { return ({ int a = 1; a; }); }
----
int x = ({ 1; });
----
void f(void) { int x = ({ ; }); }
----
void f(void) { ({ ; }); }
----
void f(int a) { typeof(a) b; typeof(int *) c = &b; __typeof__(a + 1L) d = 1; }
----
void f(int a) { __auto_type b = a; __auto_type c = &b; *c = 1; }
----
__auto_type x = 1;
----
void f(void) { __auto_type b; }
----
void f(int a) { a ?: 1; int *p = 0; p ?: &a; }
----
void f(int a) { switch (a) { case 1 ... 3: ; case 5: ; } }
----
void f(int a) { switch (a) { case 3 ... 1: ; } }
----
struct {} e; _Static_assert(sizeof e == 0, "");
----
struct s { int a[0]; }; _Static_assert(sizeof(struct s) == 0, "");
----
int f(int n) { return sizeof(void) + sizeof(f) + __alignof__(void); }
----
int x __attribute__((aligned(16), section(".foo"), unused, used));
----
int x __attribute__((no_such_attribute));
----
int x __attribute__((aligned(3)));
----
struct __attribute__((packed)) s { char a; int b; } x; _Static_assert(sizeof x == 5, "");
----
struct s { char a; int b __attribute__((packed)); } x; _Static_assert(sizeof x == 5, "");
----
typedef int v8 __attribute__((mode(QI))); _Static_assert(sizeof(v8) == 1, "");
----
enum __attribute__((packed)) e { A, B }; _Static_assert(sizeof(enum e) == 1, "");
----
enum e { A = 0x80000000 }; _Static_assert((typeof(A))-1 > 0, "");
----
enum e { A = -1, B = 0x7fffffff }; _Static_assert((enum e)-1 < 0, "");
----
enum e { A }; _Static_assert((enum e)-1 > 0, "");
----
enum {};
----
enum e;
----
enum e { A, }; enum e x = A; int y = A; enum e z = 3;
----
enum e { A } x; enum f { B } y; void g(void) { x = y; x = B; }
----
enum e { A }; enum e f(void); unsigned f(void);
----
enum e { A }; enum e f(void); int f(void);
----
void f(void) __attribute__((noreturn)); void (*p)(void) __attribute__((noreturn)) = f;
----
void f(char *fmt, ...) __attribute__((format(printf, 1, 2)));
----
int printf(const char *, ...); int main(void) { printf("%d\n", 1); }
----
int x = __builtin_constant_p(3); int y[__builtin_constant_p(3) ? 1 : -1];
----
int n; int y[__builtin_constant_p(n) ? -1 : 1];
----
int y[__builtin_types_compatible_p(int, const int) ? 1 : -1]; int z[__builtin_types_compatible_p(int, long) ? -1 : 1];
----
int y[__builtin_choose_expr(1, 2, "x")];
----
int n; int x = __builtin_choose_expr(n, 1, 2);
----
struct s { int a; struct { int b[3]; } c; }; int y[__builtin_offsetof(struct s, c.b[1]) == 8 ? 1 : -1];
----
struct s { int a : 3; }; int y = __builtin_offsetof(struct s, a);
----
int y = __builtin_offsetof(int, a);
----
int y = __builtin_no_such_thing(1);
----
void f(int n, ...) { __builtin_va_list ap; __builtin_va_start(ap, n); __builtin_va_arg(ap, int); __builtin_va_end(ap); }
----
void f(int n) { __builtin_va_arg(n, int); }
----
void f(int *p) { __atomic_load_n(p, 5); __sync_fetch_and_add(p, 1); __atomic_store_n(p, 1, 5); __sync_synchronize(); }
----
void f(double *p) { __atomic_fetch_add(p, 1, 5); }
----
void f(struct { int a; } *p) { __sync_fetch_and_add(p, 1); }
----
int f(int a, int b, int *c) { return __builtin_add_overflow(a, b, c); }
----
int f(int a, int b, int c) { return __builtin_add_overflow(a, b, c); }
----
void f(int x) { asm volatile("" : : : "memory"); asm("" : "+r"(x)); }
----
int f(void) { if (1) { return 1; } else { return 2; } }
----
int f(void) { if 1 return 1; }
----
int f(void) { else return 1; }
----
int f(void) { return 1 }
----
int f(void) { return (1; }
----
int f(void) { return 1;
----
int f(void) }
----
int x
----
int x = ;
----
int x = 1 +;
----
int = 1;
----
x = 1;
----
foo x;
----
foo_t *f(void);
----
void f(void) { foo x; }
----
void f(foo x) { }
----
struct { int a } x;
----
struct { int a; } x
int y;
----
long long long x;
----
short long x;
----
unsigned float x;
----
signed unsigned x;
----
int int x;
----
long double x; long unsigned int long y; unsigned z; signed char c; short int s;
----
void f(void) { int i; for (i = 0; i < 10; i++) ; for (int j = 0;;) break; for (;;) break; }
----
void f(void) { for (int i = 0; i < 1; i++) { int i = 2; } }
----
void f(void) { do ; while (0) }
----
void f(void) { do ; while (0); while (0) ; }
----
void f(void) { int x = 1; x: x = 2; goto x; }
----
int f(int x) { return x++ + ++x - x-- - --x; }
----
int f(int x) { return x+++x; }
----
void f(const char *s) { char *t = s; }
----
void f(char **s) { const char **t = s; }
----
void f(int *p) { unsigned *q = p; char *c = (char *)p; void *v = p; int *r = v; }
----
void f(int *p) { char *q = p; }
----
void f(int p) { char *q = p; }
----
void f(char *p) { int q = p; }
----
void f(void) { int *p = 0, *q = (void *)0, *r = 0L, *s = 1 - 1; }
----
void f(int a) { int *p = a ? 0 : (int *)0; int *q = a ? (void *)0 : p; const int *r = a ? p : (const int *)0; }
----
void f(int a, struct s *p, int *q) { a ? p : q; }
----
void f(int a, struct { int x; } s) { a ? s : 1; }
----
void g(void); void f(int a) { a ? g() : (void)0; a ? g() : 1; }
----
int f(int a) { return a ? : ; }
----
void f(void) { void (*p)(void) = f, (*q)(void) = &f, (*r)(void) = *f; p == q; }
----
void f(void) { f = 0; }
----
void f(void) { f++; }
----
void f(void) { sizeof f; sizeof(int); sizeof 1; sizeof(int){1}; }
----
struct s; int x = sizeof(struct s);
----
struct s { struct s s; };
----
struct s { struct s *s; }; struct a { struct b *b; }; struct b { struct a *a; };
----
union u { int i; float f; } u = { 1 }; union u v = { .f = 2.0f };
----
union u { int i; float f; } u = { 1, 2 };
----
union u { int i; float f; }; void f(int i) { (union u)i; }
----
union u { int i; float f; }; void f(char *i) { (union u)i; }
----
struct u { int x; }; union u *p;
----
struct u { int x; }; void f(void) { union u { int y; } *p; }
----
int f(int a[static 3], int b[const], int n, int d[n]) { return a[0] + b[0] + d[0]; }
----
int f(int c[*]);
----
int f(int g(int), int h[2][3]) { return g(h[1][2]); }
----
volatile int v; void f(void) { v; v = v; v++; }
----
_Bool b = 2; _Static_assert((_Bool)2 == 1, ""); _Static_assert((_Bool)0.5 == 1, "");
----
int x = 'ab'; int y = '\377'; int z = L'x';
----
int x = 09;
----
int x = 0x;
----
int x = 1.2.3;
----
char *s = "abc
";
----
int x = 10000000000; int y = 0xffffffff; int z = 1u << 31;
----
extern int f(int), g(long), x; int (h)(int);
----
int (*(*(*x)[3])(int))[4];
----
void (*signal(int sig, void (*func)(int)))(int);
----
int x, *y, z[2], f(int), (*g)(void);
----
typedef struct { int a; } T; T x = { 1 }; T *f(T *t) { return t; }
----
int f(void) { extern int x; return x; } int x = 2;
----
int f(void) { extern int x; return x; } static int x = 2;
----
int f(void) { int g(int); return g(1); } int g(long x) { return 1; }
----
void f(void) { struct s { int a; } x; { struct s { long b; } y; y.b = 1; } x.a = 1; }
----
void f(void) { enum { A, B } x = A; int a[B + 1]; }
----
int a = sizeof(struct { int x; }); int b = sizeof(enum { P, Q }); int c = Q;
----
__extension__ typedef long long ll; int x = __extension__ 1;
----
int f(int x) { __extension__ int y = x; return __extension__ (y); }
----
const char *f(void) { return __func__; } const char *g(void) { return __FUNCTION__; }
----
void f(void) { __func__[0] = 'a'; }
----
void f(int x) { if (x) int y; }
----
void f(int x) { switch (x) { int y; case 1: y = 2; } }
----
void f(int x) { case_: switch (x) { case 1: default: ; } goto case_; }
----
void f(void) { "abc" = 0; "abc"[0] = 'x'; }
----
void f(void) { &"abc"; sizeof "abc"; *"abc"; }
----
int f(int a) { return (a = 1) + (a += 2); }
----
int f(int *a) { a += 1; a -= 1; a *= 2; return 0; }
----
int f(int *a, int *b) { a += b; return 0; }
----
struct s { int a; } s; void f(void) { s += 1; }
----
struct s { int a; } s; void f(void) { s++; }
----
struct s { int a; } f(void); int g(void) { return f().a; }
----
struct s { int a[2]; } f(void); int g(void) { return f().a[1]; }
----
struct s { int a; } f(void); void g(void) { f().a = 1; }
----
struct s { int a; } f(void); void g(void) { &f(); }
----
int f(void) { return sizeof(int[3]) + sizeof(int(*)[3]) + sizeof(char *(*)(int, long)); }
----
int x = (int){ 1 };
----
int x = (int)(char)300 + (unsigned char)-1;
----
typedef int A[3]; const A a = { 1, 2, 3 }; void f(void) { a[0] = 1; }
----
typedef int F(int); F f; int f(int x) { return x; } F *p = f;
----
typedef int F(int); F f { return 1; }
----
int f(x) { return x; }
----
f(void) { return 1; }
----
static f(void) { return 1; }
----
int f(const int x) { x = 1; return x; }
----
int *restrict p; restrict int q;
----
struct s { int x; } const c; void f(void) { c.x = 1; }
----
struct s { int x; }; void f(const struct s *p) { p->x = 1; }
----
struct s { int a[2]; }; void f(const struct s *p) { p->a[0] = 1; }
----
struct s { int *p; }; void f(const struct s *p) { *p->p = 1; }
`
  .split('\n----\n')
  .map((text) => text.trim());

test('small texts are accepted and refused as gcc does', { concurrency: true }, async (t) => {
  assert.ok(TEXTS.length > 300);
  for (const text of TEXTS) {
    await t.test(text.split('\n')[0], () => {
      const options = { input: `${text}\n`, encoding: 'utf8' } as const;
      const gcc = spawnSync('gcc', ['-std=gnu11', '-fsyntax-only', ...FLAGS, '-x', 'c', '-'], options);
      const { errors } = parseText(`${text}\n`);
      const ours = errors.length === 0 ? 'accepted' : 'refused';
      const theirs = gcc.status === 0 ? 'accepted' : 'refused';
      assert.equal(ours, theirs, `${text}\nours: ${errors.join('\n')}\ngcc: ${gcc.stderr}`);
    });
  }
});

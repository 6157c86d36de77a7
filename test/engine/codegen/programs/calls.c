/* Calls: many parameters, recursion, pointers to functions in every place, variadic functions, old-style definitions. */
typedef __builtin_va_list va_list;
static int sum(int n, ...) { va_list ap; __builtin_va_start(ap, n); int s = 0; for (int i = 0; i < n; i++) s += __builtin_va_arg(ap, int); __builtin_va_end(ap); return s; }
struct pair { int a; long long b; };
static long long kinds(const char *f, ...)
{
	va_list ap, copy; __builtin_va_start(ap, f); __builtin_va_copy(copy, ap); long long s = 0;
	for (; *f; f++) switch (*f) {
	case 'i': s = s * 31 + __builtin_va_arg(ap, int); break;
	case 'l': s = s * 31 + __builtin_va_arg(ap, long long); break;
	case 'd': s = s * 31 + (long long)(__builtin_va_arg(ap, double) * 8); break;
	case 'p': s = s * 31 + *__builtin_va_arg(ap, char *); break;
	case 's': { struct pair p = __builtin_va_arg(ap, struct pair); s = s * 31 + p.a + p.b; break; }
	}
	if (f) s += __builtin_va_arg(copy, int);
	__builtin_va_end(ap); __builtin_va_end(copy); return s;
}
static int through(va_list ap) { return __builtin_va_arg(ap, int) * 10 + __builtin_va_arg(ap, int); }
static int outer(int x, ...) { va_list ap; __builtin_va_start(ap, x); int r = through(ap); __builtin_va_end(ap); return r + x; }
static long long many(char a, short b, int c, long d, long long e, float f, double g, char *h, unsigned char i, _Bool j, int k, int l) { return a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * (int)f + 7 * (int)g + 8 * *h + 9 * i + 10 * j + 11 * k + 12 * l; }
static int ack(int m, int n) { return m == 0 ? n + 1 : n == 0 ? ack(m - 1, 1) : ack(m - 1, ack(m, n - 1)); }
static int is_odd(unsigned n); static int is_even(unsigned n) { return n == 0 ? 1 : is_odd(n - 1); } static int is_odd(unsigned n) { return n == 0 ? 0 : is_even(n - 1); }
static int add(int a, int b) { return a + b; } static int sub(int a, int b) { return a - b; }
static int (*const table[])(int, int) = { add, &sub };
struct ops { int (*op)(int, int); int (*(*chooser)(int))(int, int); };
static int (*choose(int n))(int, int) { return table[n & 1]; }
static struct ops o = { .op = sub, .chooser = choose };
static int apply(int f(int, int), int a) { return f(a, 3); }
static int old(a, b) int a; char b; { return a * 2 + b; }
static void nothing(void) { }
static double fl(float x, double y) { return x / y; }
static int deep(int n) { int local[8]; local[n & 7] = n; return n == 0 ? 0 : deep(n - 1) + local[n & 7]; }
static int address_of_parameter(int x, int y) { int *p = &x; *p += y; return x; }
static int counter(void) { static int c; return ++c; }
int main(void)
{
	put(sum(0)); put(sum(3, 1, 2, 3)); put(sum(10, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)); struct pair pr = { 3, 1LL << 33 };
	put(kinds("ildpsi", 5, 1LL << 40, 2.5, "q", pr, -1)); put(outer(1, 2, 3)); put(sum(2, (char)-1, (short)7));
	put(many(1, 2, 3, 4, 5, 6.5f, 7.5, "z", 250, 2, 11, 12)); put(ack(2, 3)); put(is_even(100));
	put(table[0](5, 3)); put((*table[1])(5, 3)); put(o.op(1, 2)); put(o.chooser(0)(8, 9)); put(apply(add, 4)); put(apply(choose(1), 4)); put((1 ? add : sub)(1, 1)); put((**add)(2, 2));
	put(old(5, 'a')); nothing(); put(fl(1, 3) * 300); put(deep(1000)); put(address_of_parameter(3, 4)); counter(); put(counter() + counter());
	int (*fp)(int, int) = o.op; put(fp == sub); put(fp != add); put(!fp); fp = 0; put(!fp); void *vp = (void *)add; put(((int (*)(int, int))vp)(20, 3));
	return 0;
}

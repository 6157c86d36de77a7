/* Statement expressions, `?:`, comma, `&&` and `||` with effects, sizeof, typeof, alignof, evaluation order as gcc's. */
static int log_, n; static int t(int v) { log_ = log_ * 10 + v; return v; } static int g; static int set(int v) { g = v; return 1; }
#define max(a, b) ({ typeof(a) _a = (a); typeof(b) _b = (b); _a > _b ? _a : _b; })
#define swap(a, b) do { typeof(a) _t = (a); (a) = (b); (b) = _t; } while (0)
static int arr[10]; static int *at(int i) { log_ = log_ * 10 + i; return &arr[i]; } static void take(int a, int b, int c) { put(a * 100 + b * 10 + c); }
static void show(void) { put(log_); log_ = 0; }
int main(void)
{
	put(max(3, 7)); put(max(max(1, 5), max(4, 2))); int a = 1, b = 2; swap(a, b); put(a * 10 + b); put(({ int s = 0; for (int i = 0; i < 5; i++) s += i; s; })); put(({ if (a) a++; a; }) + ({ a++; a; }));
	put(t(1) && t(0) && t(2)); show(); put(t(0) || t(2) || t(3)); show(); put(t(1) ? t(2) : t(3)); show(); put(!t(0) && (t(4), t(5))); show(); put((t(1), t(2)) + t(3)); show();
	take(t(1), t(2), t(3)); show(); *at(1) = t(2); show(); *at(1) = t(2) + 1; show(); *at(3) += t(4); show(); *at(1) = *at(2) = t(3); show(); at(1)[t(2)] = t(3); show();
	g = 1; put(g + set(5)); g = 1; put(set(5) + g); g = 1; put(g - set(5)); g = 1; put(g * 2 + set(5)); g = 1; g += set(9); put(g); g = 1; put(g == set(1)); g = 2; put(g < set(3) * 2); arr[1] = 1; put(arr[1] + (*at(1) = 4)); show();
	int i = 0; put(i + ({ i = 5; 1; })); i = 3; put(i * 10 + ({ i = 5; 1; })); i = 0; i += ({ i = 5; 1; }); put(i); i = 1; arr[i] = ({ i = 7; 9; }); put(arr[7]);
	put(sizeof(int[7])); put(sizeof a); put(__alignof__(long long)); put(_Alignof(char)); put(sizeof(struct { char c; int i; })); typeof(a) z = 9; put(z); __auto_type w = 3.5; put(w * 2); put(sizeof ((char)1 + 1)); put(__builtin_types_compatible_p(int, typeof(z))); put(__builtin_constant_p(5)); put(__builtin_choose_expr(1, 11, "x"));
	put(a > b && b < 100 || a == 3); put(a && b); put(!a); put(a ?: 5); put((a > 2) + (b > 2) * 2); put(a == 3 ? b == 2 ? 1 : 2 : 3); long long q = a ? 1 : 2LL; put(q); put((a, b)); for (i = 0, b = 10; i < b; i++, b--) ; put(i); do { b--; if (b == 2) continue; } while (b > 0); put(b); while (i --> 0) if (i == 2) break; put(i);
	void *vp = &a; put(*(int *)vp); put(((char *)vp)[0]); int *ip = &a; int **ipp = &ip; put(**ipp); **ipp = 44; put(a); put(&*ip == ip); put(&ip[2] - ip); (void)a; (void)0; ; { } if (0) put(1); else if (a) ; else put(2); put(({ __label__ out; int k = 0; again: if (k++ < 3) goto again; goto out; out: k; }));
	unsigned char uc = 255; uc++; put(uc); uc = ~uc; put(uc); put(~(unsigned char)0); put(-(unsigned)1 > 0); put((char)(t(1) + 255)); show(); put(n++ + ++n); put(1 ? 2 : (t(9), 3)); show(); const int ci = 5; put(ci); volatile int vi = 6; vi++; put(vi + vi); register int ri = 7; put(ri); put(__func__[0]); put(sizeof __func__);
	return 0;
}

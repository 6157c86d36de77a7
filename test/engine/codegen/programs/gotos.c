/* goto: backwards, into and out of loops and blocks, over declarations; computed goto; labels in statement expressions' outside. */
static int backwards(int n) { int s = 0; again: s += n; if (--n > 0) goto again; return s; }
static int into(int n) { int s = 0, i = 0; if (n > 3) goto inside; for (i = 10; i > 0; i--) { s += 1; inside: s += i + 100; if (s > 2000) break; } return s; }
static int two_entries(int n) { int s = 0; if (n & 1) goto b; a: s += 1; if (s > 50) return s; b: s += 10; if (s < 100) goto a; return s; }
static int out(int n) { for (int i = 0; ; i++) for (int j = 0; ; j++) { int k = i * j; if (k == n) goto done; if (j > 20) break; if (i > 20) goto none; } done: return 1; none: return 0; }
static int over(int n) { { if (n) goto skip; int x = 5; n = x; skip: x = n + 1; return x; } }
static int memory_scope(int n) { int total = 0; again: { int v[4]; int *p = v; p[0] = n; p[1] = total; total += p[0] + p[1]; if (n-- > 0) goto again; } return total; }
static int interpret(const unsigned char *code)
{
	static const void *const table[] = { &&halt, &&push, &&add, &&mul, &&dup };
	int stack[10], *sp = stack;
	goto *table[*code++];
push: *sp++ = *code++; goto *table[*code++];
add: sp--; sp[-1] += *sp; goto *table[*code++];
mul: sp--; sp[-1] *= *sp; goto *table[*code++];
dup: *sp = sp[-1]; sp++; goto *table[*code++];
halt: return sp[-1];
}
static int local_labels(int n) { int r = 0; for (int i = 0; i < n; i++) { __label__ skip; if (i & 1) goto skip; r += i; skip: ; } return r; }
static int from_expression(int n) { int r = 1; r += ({ int t = n; if (t > 5) goto out; t * 2; }); return r; out: return -r; }
static int state(const char *s) { int count = 0; start: if (!*s) goto end; if (*s == 'a') goto a; s++; goto start; a: s++; if (*s == 'b') { count++; goto start; } if (*s == 'a') goto a; goto start; end: return count; }
static int irreducible(int n) { int i = 0, s = 0; if (n == 1) goto L2; if (n == 2) goto L3; L1: s += 1; i++; L2: s += 10; if (i++ > 10) return s; L3: s += 100; if (s % 3 == 0) goto L1; if (s % 3 == 1) goto L2; goto L3; }
int main(void)
{
	put(backwards(10)); put(into(1)); put(into(5)); put(two_entries(0)); put(two_entries(1)); put(out(12)); put(out(997)); put(over(0)); put(over(3)); put(memory_scope(5));
	static const unsigned char code[] = { 1, 5, 4, 3, 1, 7, 2, 0 };
	put(interpret(code)); put(local_labels(10)); put(from_expression(2)); put(from_expression(9)); put(state("aabxabaab"));
	for (int i = 0; i < 4; i++) put(irreducible(i));
	return 0;
}

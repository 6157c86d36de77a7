/* Loops in all forms, nested, left and continued in the middle, with conditions that call and that do not. */
static int calls; static int cond(int n) { calls++; return n; }
int main(void)
{
	int s = 0; for (int i = 0; i < 10; i++) for (int j = i; j < 10; j++) { if (j == 7) break; if ((i + j) % 3 == 0) continue; s += i * j; } put(s);
	int n = 5; while (cond(n--)) s += n; put(s); put(calls); do s--; while (s % 7); put(s); do { if (s & 1) continue; s /= 2; } while (s > 100 && cond(s)); put(s); for (;;) { if (s++ > 200) break; } put(s); for (n = 0; ; n++) if (n * n > 500) break; put(n); while (1) { if (!cond(--n)) break; } put(n); do ; while (0); do { } while (n++ < 3); put(n); for (; n > 0; ) n -= 2; put(n);
	unsigned u = 10; while (u --> 0) s += u; put(s); for (char c = 'a'; c <= 'z'; c += 5) put(c); for (long long k = 1; k < 1000000000000LL; k *= 10) s++; put(s); int m[5][5]; for (int i = 0; i < 5; i++) for (int j = 0; j < 5; j++) m[i][j] = i ^ j; for (int k = 0; k < 5; k++) for (int i = 0; i < 5; i++) for (int j = 0; j < 5; j++) m[i][j] += m[i][k] * m[k][j] % 7; put(m[3][4]); put(m[4][4]);
	char sieve[200] = { 0 }; int primes = 0; for (int i = 2; i < 200; i++) { if (sieve[i]) continue; primes++; for (int j = i * i; j < 200; j += i) sieve[j] = 1; } put(primes); int x = 27, steps = 0; while (x != 1) { x = x % 2 ? 3 * x + 1 : x / 2; steps++; } put(steps); for (int i = 0; i < 3; i++) { int fresh = i; int *p = &fresh; *p += 10; put(fresh); } for (int i = 0, *p = &i; i < 3; (*p)++) put(i); double d = 1; for (int i = 0; i < 50; i++) d = d * 1.1 - 0.05; put(d * 1000); int depth = 0; for (int a = 0; a < 2; a++) for (int b = 0; b < 2; b++) for (int c = 0; c < 2; c++) for (int e = 0; e < 2; e++) depth += cond(a + b * 2 + c * 4 + e * 8); put(depth);
	return 0;
}

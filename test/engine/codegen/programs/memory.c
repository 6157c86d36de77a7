/* Memory functions on all alignments and overlaps, through the words they move. */
typedef unsigned long size; void *memcpy(void *, const void *, __SIZE_TYPE__); void *memmove(void *, const void *, __SIZE_TYPE__); void *memset(void *, int, __SIZE_TYPE__); int memcmp(const void *, const void *, __SIZE_TYPE__);
static unsigned char a[64], b[64]; static unsigned hash(const unsigned char *p, int n) { unsigned h = 0; while (n--) h = h * 31 + *p++; return h; }
int main(void)
{
	for (int from = 0; from < 9; from++) for (int to = 0; to < 9; to++) for (int n = 0; n < 20; n += 3) {
		for (int i = 0; i < 64; i++) { a[i] = i * 7; b[i] = 0; } memcpy(b + to, a + from, n); put(hash(b, 64)); memmove(a + to, a + from, n); put(hash(a, 64)); memset(a + from, n, to); put(hash(a, 64)); put(memcmp(a + from, b + to, n) < 0); }
	struct { char c; int i; short s; } x = { 1, 2, 3 }, y; memcpy(&y, &x, sizeof x); put(y.i + y.s + y.c); put(memcmp(&y.i, &x.i, sizeof x.i)); int v[100]; for (int i = 0; i < 100; i++) v[i] = i; memmove(v, v + 1, 99 * sizeof *v); put(v[98]); memmove(v + 10, v, 50 * sizeof *v); put(v[59]); put(v[10]);
	return 0;
}

/* Floating point: float kept to its precision, comparisons with NaN, signed zeros, infinities, classification. */
static void bits(double d) { union { double d; unsigned long long u; } x = { d }; put(x.u); }
static void fbits(float f) { union { float f; unsigned u; } x = { f }; put(x.u); }
static double nan_, inf = 1e300 * 1e10;
static volatile double zero;
static float fsum(const float *v, int n) { float s = 0; for (int i = 0; i < n; i++) s += v[i]; return s; }
static long double ld(long double a, long double b) { return a * b; }
int main(void)
{
	float v[] = { 1e8f, 1.0f, -1e8f, 0.3f }; fbits(fsum(v, 4)); fbits(0.1f + 0.2f); bits(0.1 + 0.2); bits(0.1f + 0.2);
	nan_ = inf - inf; put(nan_ == nan_); put(nan_ != nan_); put(nan_ < 1); put(!(nan_ < 1)); put(nan_ ? 1 : 0); put(__builtin_isnan(nan_)); put(__builtin_isinf(inf)); put(__builtin_isfinite(inf)); put(__builtin_isfinite(1.0));
	put(!!__builtin_signbit(-zero)); bits(-zero); bits(0.0 - zero); put(-zero == zero); bits(1 / zero); bits(-1 / zero); bits(__builtin_fabs(-2.5)); fbits(__builtin_fabsf(-2.5f)); bits(__builtin_copysign(3, -1.0)); put(__builtin_isnormal(1e-310)); put(__builtin_isunordered(nan_, 1.0)); put(__builtin_isless(1.0, 2.0));
	bits(__builtin_inf()); bits(__builtin_huge_val()); fbits(__builtin_inff());
	double d = 5; d /= 3; bits(d); d -= 1e-17; bits(d); d = -d; bits(d); d++; bits(d); float f = 16777216; f++; fbits(f); f += 2.5; fbits(f); f *= 1.1; fbits(f);
	fbits((float)1e40); fbits(1e-46); bits(1e-320 * 0.5); put((int)ld(2.5L, 4)); put(sizeof(long double) >= 12);
	int i = 7; i *= 1.5; put(i); i /= 0.3; put(i); i += 2.9; put(i); unsigned char c = 10; c *= 2.6; put(c); long long ll = 1LL << 60; ll += 0.5; put(ll);
	double arr[4] = { 1, [2] = -0.5 }; for (int k = 0; k < 4; k++) bits(arr[k] * k); double *p = arr; bits(*p++ + *p); bits((*p)--);
	struct { float x; double y; } s = { 1.25f, 2.5 }, t = s; bits(t.x + t.y); put(s.x < s.y); bits(1 ? 1 : 2.5); bits(s.x > 1 ? s.x : s.y);
	return 0;
}

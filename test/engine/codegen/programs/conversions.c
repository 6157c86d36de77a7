/* Conversions between all scalar types, and the values at their ends. */
static double d(double x) { return x; }
static float f(float x) { return x; }
int main(void)
{
	int i = -1; unsigned u = i; put(u); put((unsigned char)i); put((signed char)200); put((short)70000); put((unsigned short)-1);
	long l = u; put(l); long long ll = i; put(ll); unsigned long long ull = i; put(ull); put((int)ull); put((unsigned)ll);
	put((_Bool)0x100); put((_Bool)0.5); put((_Bool)(char *)0); put((_Bool)"x"); _Bool b = 256; put(b); b += 3; put(b); b--; put(b);
	put((int)d(3.99)); put((int)d(-3.99)); put((long long)d(1e18)); put((unsigned)d(4e9)); put((unsigned long long)d(1.8e19)); put((unsigned char)d(255.9)); put((signed char)d(-128.5));
	put((int)f(16777217.0f)); put((long long)f(1e10f)); put((short)f(-32768.9f));
	put(d(i) == -1.0); put(d(u) > 4e9); put((long long)(d(ull) / 4)); put((long long)(f(ull) / 4)); put((long long)f(16777217)); put((long long)(float)9007199791611905LL); put((long long)(float)0xffffffffu); put((long long)((double)0x7fffffffffffffffLL / 2));
	put((long long)((float)0x8000004000000001ULL / 4));
	char c = 'z'; c += 200; put(c); unsigned char uc = 250; uc += 10; put(uc); short s = 32767; s++; put(s); put(c * uc);
	put(-1 < 0u); put((short)-1 < (unsigned short)1); put(-1L < 1u); put(-1LL < 1u); put((unsigned char)255 == (signed char)-1);
	put(sizeof(1 ? 1 : 1u)); put((1 ? -1 : 1u) > 0);
	long double x = 1.5L; x *= 3; put(x * 2); put((int)x); x = 1; x /= 3; put(x * 3 == 1);
	double dd = 0.1; float ff = 0.1; put(dd == ff); put((float)dd == ff); put(dd + ff > 0.2);
	put((long)&i == (long)(void *)&i); put((unsigned char)(unsigned long)&main == ((unsigned long)&main & 255));
	enum { A = -3, B } e = A; put(e); e++; put(e == B); put((enum { Q })7);
	put(1.0 / 3 * 3 == 1.0); put((int)(0.1f * 10)); put((int)(d(0.1) * 10)); put(5 / 2.0 * 2); put(-7 / 2); put(-7 % 2); put(7u / 2); put(-7 / 2u);
	put((int)1e9f); put((unsigned)-1.0 + 1 <= 1); put(!0.0); put(!d(-0.0)); put(d(0) ? 1 : 2); put(d(1e-300) && 1);
	return 0;
}

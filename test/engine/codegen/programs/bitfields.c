/* Bit-fields: signed and unsigned, across bytes, 64 bits wide, packed, in unions, as operands of every kind of assignment. */
struct a { int x : 3; unsigned y : 5; int : 0; int z : 17; _Bool b : 1; unsigned long long w : 40; };
struct __attribute__((packed)) p { unsigned a : 3; unsigned b : 30; unsigned long long c : 61; signed char d; int e : 7; };
union u { struct { unsigned lo : 4, hi : 4; } f; unsigned char byte; };
enum e { E0, E1, E2, E3 };
struct en { enum e v : 2; unsigned char c : 7; short s : 9; };
static struct a g = { -1, 31, -5, 1, 0xabcdef1234ULL };
static void show(const struct a *s)
{
	put(s->x); put(s->y); put(s->z); put(s->b); put(s->w);
}
int main(void)
{
	show(&g);
	struct a l = { .y = 9, .w = ~0ULL };
	show(&l);
	l.x = 5; put(l.x);
	l.y += 30; put(l.y);
	l.z = 70000; put(l.z);
	l.b = 42; put(l.b);
	put(l.x++); put(l.x); put(--l.y);
	put(l.w *= 3); put(l.w >> 3);
	put((l.z = 65536 + 3) + 1);
	struct p q = { 5, 0x2fffffff, 0x123456789abcdefULL, -3, -60 };
	put(q.a); put(q.b); put(q.c); put(q.d); put(q.e);
	q.b = 0x15555555; q.c ^= 0x1fffffffffffffffULL; q.e++;
	put(q.a); put(q.b); put(q.c); put(q.d); put(q.e);
	put(sizeof q); put(sizeof l);
	union u u; u.byte = 0xa5; put(u.f.lo); put(u.f.hi); u.f.hi = 3; put(u.byte);
	struct en en = { E3, 100, -200 };
	put(en.v); put(en.c); put(en.s);
	en.s <<= 1; put(en.s); en.c = en.c + en.v; put(en.c);
	put(-l.y); put(~l.y); put(l.y - 32 < 0); put(l.w - 1 > 0);
	for (struct { unsigned i : 4; } k = { 10 }; k.i; k.i++) put(k.i);
	return 0;
}

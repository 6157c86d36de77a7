/* switch: dense, sparse, ranges, negative and 64-bit values, falling through, into loops, nested, in an unsigned type. */
static int dense(int x)
{
	switch (x) {
	case 0: return 10;
	case 1: return 11;
	case 2:
	case 3: return 13;
	case 4: return 14;
	case 7: return 17;
	default: return -1;
	}
}
static int sparse(long long x)
{
	switch (x) {
	case -1000000000000LL: return 1;
	case -5: return 2;
	case 0: return 3;
	case 99: return 4;
	case 5000000000LL: return 5;
	case 5000000001LL: return 6;
	case 0x7fffffffffffffffLL: return 7;
	}
	return 0;
}
static int ranges(unsigned int c)
{
	switch (c) {
	case '0' ... '9': return c - '0';
	case 'a' ... 'f': return c - 'a' + 10;
	case 0x7ffffff0u ... 0x8000000fu: return 77;
	case 0xfffffff0u ... 0xffffffffu: return 88;
	}
	return -1;
}
static int duff(int n)
{
	int count = 0;
	int k = (n + 3) / 4;
	switch (n % 4) {
	case 0: do { count++;
	case 3:      count += 10;
	case 2:      count += 100;
	case 1:      count += 1000;
		} while (--k > 0);
	}
	return count;
}
static int nested(int a, int b)
{
	int r = 0;
	switch (a) {
	case 1:
		switch (b) {
		case 1: r = 11; break;
		case 2: r = 12;
		default: r += 100;
		}
		r++;
		break;
	case 2:
		for (int i = 0; i < 5; i++) {
			if (i == b)
				continue;
			if (i == b + 2)
				break;
			r += i;
		}
	}
	return r;
}
static int bool_switch(_Bool b) { switch (b) { case 0: return 5; case 1: return 6; } return 7; }
static int char_switch(signed char c) { switch (c) { case -1: return 1; case 127: return 2; case -128: return 3; } return 0; }
static int only_default(int x) { switch (x) { default: x++; } return x; }
static int scoped(int x)
{
	switch (x) {
		int y;
	case 1: y = 5; return y + x;
	case 2: { int z = 7; y = z; return y * x; }
	}
	return 0;
}
int main(void)
{
	for (int i = -2; i < 10; i++)
		put(dense(i));
	long long values[] = { -1000000000000LL, -5, -4, 0, 99, 100, 5000000000LL, 5000000001LL, 0x7fffffffffffffffLL, 705032704 };
	for (unsigned i = 0; i < sizeof values / sizeof values[0]; i++)
		put(sparse(values[i]));
	unsigned points[] = { '0', '9', 'a', 'f', 'g', 0x7fffffefu, 0x7ffffff0u, 0x80000000u, 0x8000000fu, 0x80000010u, 0xffffffffu };
	for (unsigned i = 0; i < sizeof points / sizeof points[0]; i++)
		put(ranges(points[i]));
	for (int i = 1; i < 10; i++)
		put(duff(i));
	for (int a = 0; a < 4; a++)
		for (int b = 0; b < 4; b++)
			put(nested(a, b));
	put(bool_switch(0)); put(bool_switch(3));
	put(char_switch(-1)); put(char_switch(127)); put(char_switch(-128)); put(char_switch(5));
	put(only_default(4));
	put(scoped(1)); put(scoped(2)); put(scoped(3));
	return 0;
}

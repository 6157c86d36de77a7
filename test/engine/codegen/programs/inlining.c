/* Small functions within small functions: with loops, objects in their frames, pauses, jumps, results that nobody wants, recursion. */
static int counter;

static int next(void)
{
	return ++counter;
}

static int twice(int n)
{
	return next() + n * 2;
}

static void wait_a_little(int turns)
{
	while (turns-- > 0)
		pause_here();
}

static int with_object(int n)
{
	int pair[2] = { n, n + 1 };
	int *p = &pair[n & 1];

	return *p + twice(pair[1]);
}

static long wide(long a, int b)
{
	return a * 3 + with_object(b);
}

static double half(double x)
{
	return x / 2;
}

struct point {
	int x, y;
};

static struct point moved(struct point p, int by)
{
	p.x += by;
	p.y -= twice(by);
	return p;
}

static int into_the_middle(int n)
{
	int sum = 0;

	if (n & 1)
		goto inside;
	while (n > 0) {
		sum += n;
inside:
		sum += 2;
		n -= 2;
	}
	return sum;
}

static int unset_until(int n)
{
	int value;

	if (n > 2)
		value = n;
	else
		value = -n;
	wait_a_little(n & 1);
	return value;
}

static int depth(int n)
{
	return n <= 0 ? next() : depth(n - 1) + twice(n);
}

int main(void)
{
	struct point p = { 1, 2 };
	long sum = 0;
	int i;

	for (i = 0; i < 12; i++) {
		next();
		sum += wide(sum, i);
		p = moved(p, i);
		sum += into_the_middle(i) + unset_until(i);
		sum += (long)half(i * 3);
		put(sum);
		put(p.x * 1000 + p.y);
		wait_a_little(i % 3);
	}
	put(depth(20));
	put(counter);
	return 0;
}

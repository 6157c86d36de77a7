/* inline, static inline and extern inline. */
#include <stdio.h>

static inline int square(int n) { return n * n; }
inline int cube(int n) { return n * n * n; }
extern inline int cube(int n);
inline static long long sum(int a, int b) { return (long long)a + b; }

int main(void)
{
	int (*f)(int) = square;
	printf("%d %d %lld %d\n", square(7), cube(3), sum(2147483647, 1), f(3));
	return 0;
}

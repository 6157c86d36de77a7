/* Attributes with underscores, several at once, at every place. */
#include <stdio.h>

__attribute__((__unused__)) static int a __attribute__((used, __section__(".data.mine"))) = 1;
static int f(int x __attribute__((unused))) __attribute__((noinline, __pure__));
static __attribute__((always_inline)) inline int g(int n) { return n + 1; }
struct __attribute__((__packed__, aligned(2))) s { char c; int i; };
typedef int __attribute__((__mode__(__DI__))) wide;
static int __attribute__((cold)) *h(void) { return &a; }

static int f(int x) { return 2; }

int main(void)
{
	int __attribute__((unused)) never;
	switch (a) {
	case 1:
		a++;
		__attribute__((fallthrough));
	case 2:
		a++;
	}
	goto done;
done: __attribute__((unused));
	printf("%d %d %d %d %d\n", *h(), f(1), g(4), (int)sizeof(struct s), (int)sizeof(wide));
	return 0;
}

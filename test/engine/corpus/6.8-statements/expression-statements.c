/* An expression's value may be dropped. */
#include <stdio.h>

static int calls;
static int f(void) { return ++calls; }
struct s { int v[8]; };
static struct s g(void) { calls += 10; return (struct s){ { 1 } }; }

int main(void)
{
	f();
	(void)f();
	f() + f();
	g();
	g().v[0];
	calls ? f() : 0;
	calls, f();
	*&calls;
	"text";
	3;
	printf("%d\n", calls);
	return 0;
}

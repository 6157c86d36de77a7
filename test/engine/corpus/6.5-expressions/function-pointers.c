/* Pointers to functions in arrays, members, arguments and results. */
#include <stdio.h>

typedef int (*operation)(int, int);

static int add(int a, int b) { return a + b; }
static int sub(int a, int b) { return a - b; }
static int mul(int a, int b) { return a * b; }

static operation choose(char c)
{
	switch (c) {
	case '+': return add;
	case '-': return sub;
	default: return mul;
	}
}

static int (*pick(int n))(int, int)
{
	static int (*const table[])(int, int) = { add, sub, mul };
	return table[n % 3];
}

struct ops { operation op; const char *name; };

static int apply(operation op, int a, int b) { return op(a, b); }

int main(void)
{
	struct ops ops[] = { { add, "add" }, { sub, "sub" }, { .name = "mul", .op = mul } };
	for (int i = 0; i < 3; i++)
		printf("%s %d\n", ops[i].name, ops[i].op(7, 3));
	printf("%d %d\n", choose('-')(10, 4), pick(5)(6, 7));
	printf("%d %d\n", apply(choose('+'), 1, 2), (*pick(0))(3, 4));
	return choose('+') == pick(0);
}

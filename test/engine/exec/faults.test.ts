/*
 * Uninitialised values, wrong calls and arithmetic without a result are caught when they happen, with a report; some go
 * on. So are the ends that a program makes itself.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Fault, testFaults } from './faults';
import { runExec } from './runExec';

const faults: readonly Fault[] = [
  {
    name: 'an uninitialised local variable',
    text: `int main(int argc, char **argv)
{
	int x;
	if (argc > 5)
		x = 1;
	return x;
}
`,
    says: [/BUG: uninitialised-value in main at prog\.c:6/, "'x'"],
  },
  {
    name: 'an uninitialised element of an array',
    text: `int main(void)
{
	int a[4];
	a[0] = 1;
	return a[2];
}
`,
    says: [/BUG: uninitialised-value in main at prog\.c:5/, "8 bytes inside the variable 'a'"],
  },
  {
    name: 'an uninitialised heap object',
    text: `#include <stdlib.h>
int main(void)
{
	int *p = malloc(16);
	if (p[1])
		return 1;
	return 0;
}
`,
    says: [
      /BUG: uninitialised-value in main at prog\.c:5/,
      '4 bytes inside a malloc object of 16 bytes',
      'Allocated by',
    ],
  },
  {
    name: 'what a copy brought along uninitialised',
    text: `#include <string.h>
struct s { int a, b; };
int main(void)
{
	struct s x, y;
	x.a = 1;
	memcpy(&y, &x, sizeof(y));
	return y.b;
}
`,
    says: [/BUG: uninitialised-value in main at prog\.c:8/, "4 bytes inside the variable 'y'"],
  },
  {
    name: 'a call through the null pointer',
    text: `int main(void)
{
	int (*f)(void) = 0;
	return f();
}
`,
    says: [/BUG: bad-call-target in main at prog\.c:4/, 'the null pointer'],
  },
  {
    name: 'a call through a pointer to data',
    text: `int data;
int main(void)
{
	int (*f)(void) = (int (*)(void))&data;
	return f();
}
`,
    says: [/BUG: bad-call-target in main at prog\.c:5/, "the variable 'data'"],
  },
  {
    name: 'a call with a wrong type',
    text: `static double f(double x)
{
	return x;
}
int main(void)
{
	int (*g)(int) = (int (*)(int))f;
	return g(1);
}
`,
    says: [/BUG: bad-call-type in main at prog\.c:8/, 'call of f()', 'double (double)'],
  },
  {
    name: 'endless recursion',
    text: `static int f(int n)
{
	return f(n + 1) + 1;
}
int main(void)
{
	return f(0);
}
`,
    says: [/BUG: stack-overflow in f at prog\.c/, 'the stack of CPU 0', / f {2}prog\.c:3/],
  },
  {
    name: 'a division by zero',
    text: `int main(int argc, char **argv)
{
	int zero = argc - 1;
	return 7 / zero;
}
`,
    says: [/UBSAN: division-by-zero in main at prog\.c:4/, '7 is divided by zero'],
  },
  {
    name: 'a division that overflows',
    text: `#include <limits.h>
int main(int argc, char **argv)
{
	int least = INT_MIN;
	return least / -argc;
}
`,
    says: [/UBSAN: division-overflow in main at prog\.c:5/, '-2147483648 / -1'],
  },
  {
    name: 'a signed overflow, and the run goes on',
    text: `#include <limits.h>
int main(int argc, char **argv)
{
	int most = INT_MAX;
	most += argc;
	return most == INT_MIN ? 3 : 4;
}
`,
    says: [/UBSAN: signed-overflow in main at prog\.c:5/, /2147483647 \+=? 1/],
    status: 3,
  },
  {
    name: 'an oversized shift, and the run goes on',
    text: `int main(int argc, char **argv)
{
	unsigned int one = argc;
	one <<= 32 + argc;
	return one == 2 ? 5 : 6;
}
`,
    says: [/UBSAN: shift-out-of-bounds in main at prog\.c:4/, '33'],
    status: 5,
  },
  {
    name: 'a float that does not fit an integer, and the run goes on',
    text: `int main(int argc, char **argv)
{
	double big = 1e20 * argc;
	int n = (int)big;
	return n == (-2147483647 - 1) ? 7 : 8;
}
`,
    says: [/UBSAN: float-to-integer in main at prog\.c:4/],
    status: 7,
  },
  {
    name: 'the value of a function that returned none',
    text: `static int f(int n)
{
	if (n > 5)
		return 1;
}
int main(int argc, char **argv)
{
	return f(argc) ? 9 : 9;
}
`,
    says: [/UBSAN: missing-return in /],
    status: 9,
  },
  {
    name: 'abort()',
    text: `#include <stdio.h>
#include <stdlib.h>
int main(void)
{
	printf("before");
	abort();
}
`,
    says: [/PANIC: panic in abort/, 'abort() was called', / main {2}prog\.c:6/],
  },
  {
    name: 'a failed assertion',
    text: `#include <assert.h>
int main(int argc, char **argv)
{
	assert(argc == 7);
	return 0;
}
`,
    says: ["prog.c:4: main: Assertion `argc == 7' failed."],
  },
  {
    name: 'a program that does not end',
    text: `int main(void)
{
	for (;;)
		;
}
`,
    says: [/BUG: endless-run in main at prog\.c:3/, '100000 ticks'],
    options: ['--max-steps', '100000'],
  },
  {
    name: '__builtin_trap()',
    text: `int main(void)
{
	__builtin_trap();
}
`,
    says: [/BUG: trap in main at prog\.c:3/],
  },
  {
    name: '__builtin_unreachable()',
    text: `int main(int argc, char **argv)
{
	if (argc)
		__builtin_unreachable();
	return 0;
}
`,
    says: [/BUG: unreachable in main at prog\.c:4/],
  },
  {
    name: '%n with a pointer to an object that is too small',
    text: `#include <stdio.h>
static short n;
int main(void)
{
	printf("a%n", (int *)&n);
	return 0;
}
`,
    says: [
      /BUG: global-out-of-bounds in __store_integer/,
      "right after the variable 'n' of 2 bytes",
      / main {2}prog\.c:5/,
    ],
  },
  {
    name: 'all memory used up is no fault of its own',
    text: `#include <stdlib.h>
int main(void)
{
	int n = 0;
	while (malloc(10000000))
		n++;
	return n > 5 && n < 30 ? 11 : 12;
}
`,
    says: [],
    status: 11,
  },
];

testFaults('faults', faults);

test('leaks are reported when asked for, with what allocated them', () => {
  const text = `#include <stdlib.h>
static void *keep(void)
{
	return malloc(24);
}
int main(void)
{
	keep();
	free(malloc(3));
	return 5;
}
`;
  const quiet = runExec(text);
  assert.deepEqual(quiet, { status: 5, stdout: '', stderr: '' });
  const { status, stderr } = runExec(text, ['--leaks']);
  assert.equal(status, 5);
  assert.match(stderr, /LEAK: leak.*malloc of 24 bytes, allocated by .*malloc < keep < main/);
  assert.equal(stderr.match(/LEAK:/g)?.length, 1);
});

for (const bits of ['64', '32']) {
  test(`each object that is not freed is one leak, however the program ends, ${bits}-bit`, () => {
    const text = `#include <stdlib.h>
#include <string.h>
static char *kept;
static void *grow(void *p)
{
	return realloc(p, 100);
}
int main(int argc, char **argv)
{
	char *lost = malloc(1), *freed = calloc(2, 8), *grown = malloc(5);

	free(freed);
	grown = grow(grown);
	kept = strdup("kept");
	lost = 0;
	free(malloc(7));
	exit(argc + 2);
}
`;
    const { status, stderr } = runExec(text, ['--bits', bits, '--leaks']);
    assert.equal(status, 3);
    assert.deepEqual(
      [...stderr.matchAll(/^LEAK: leak in exit at .*: object \d+, (.*), allocated by (.*), was never freed$/gm)].map(
        ([, what, by]) => `${what}: ${by}`,
      ),
      [
        'malloc of 1 byte: take < allocate < malloc < main < machine_main',
        'malloc of 100 bytes: take < allocate < realloc < grow < main < machine_main',
        'malloc of 5 bytes: take < allocate < malloc < strndup < strdup < main',
      ],
    );
    assert.match(stderr, /^Object \d+ \(malloc\), 1 byte, \[/m);
    assert.match(stderr, /^ main {2}prog\.c:10:15$/m);
  });
}

test('what the program wrote before a fault is not lost', () => {
  const text = `#include <stdio.h>
int main(void)
{
	puts("line");
	return *(volatile int *)0;
}
`;
  const { stdout, status } = runExec(text);
  assert.equal(stdout, 'line\n');
  assert.equal(status, 134);
});

test('a program that does not compile says why and exits with 1', () => {
  const { status, stderr, stdout } = runExec('int main(void)\n{\n\treturn y;\n}\n');
  assert.equal(status, 1);
  assert.equal(stdout, '');
  assert.match(stderr, /^prog\.c:3:9: error: 'y' undeclared/m);
});

test('a program without main() is an error', () => {
  const { status, stderr } = runExec('int f(void)\n{\n\treturn 1;\n}\n');
  assert.equal(status, 1);
  assert.match(stderr, /does not define 'main'/);
});

test('setjmp() is refused by name', () => {
  const { status, stderr } = runExec('#include <setjmp.h>\nint main(void)\n{\n\treturn 0;\n}\n');
  assert.equal(status, 1);
  assert.match(stderr, /setjmp\(\) and longjmp\(\) are not supported/);
});

test('a command line that makes no sense is explained', () => {
  const { status, stderr } = runExec('int main(void) { return 0; }', ['--bits', '16']);
  assert.equal(status, 2);
  assert.match(stderr, /--bits is 32 or 64, not 16\nusage: /);
});

/*
 * Accesses to memory that is not there, not one's own any more, or not to be written are caught when they happen, with a
 * report that names what, where, the object and its stacks.
 */
import { type Fault, testFaults } from './faults';

const faults: readonly Fault[] = [
  {
    name: 'a read through the null pointer',
    text: `struct s { int a, b; };
int main(void)
{
	struct s *p = 0;
	return p->b;
}
`,
    says: [/^BUG: null-dereference in main at prog\.c:5:\d+: /m, 'read of 4 bytes', '4 bytes after the null pointer'],
  },
  {
    name: 'a write through an ERR_PTR() value',
    text: `int main(void)
{
	int *p = (int *)-12L;
	*p = 1;
	return 0;
}
`,
    says: [/BUG: error-pointer-dereference in main at prog\.c:4/, 'write of 4 bytes', 'ERR_PTR(-12), ENOMEM'],
  },
  {
    name: 'a wild pointer',
    text: `int main(void)
{
	return *(int *)0x12345678;
}
`,
    says: [/BUG: wild-access in main at prog\.c:3/, 'no memory of the program'],
  },
  {
    name: 'a misaligned access',
    text: `int main(int argc, char **argv)
{
	long a[2] = {0};
	return *(int *)((char *)a + argc);
}
`,
    says: [/BUG: misaligned-access in main at prog\.c:4/, "1 byte inside the variable 'a'"],
  },
  {
    name: 'one byte after a heap object',
    text: `#include <stdlib.h>
int main(void)
{
	char *p = malloc(13);
	p[13] = 1;
	free(p);
	return 0;
}
`,
    says: [
      /BUG: heap-out-of-bounds in main at prog\.c:5/,
      'Write of size 1',
      'right after a malloc object of 13 bytes',
      /Allocated by CPU 0 at clock \d+, \d+ ticks before:\n( .*\n)* malloc /,
      / main {2}prog\.c:4/,
      /^ *\^$/m,
    ],
  },
  {
    name: 'one byte before a heap object',
    text: `#include <stdlib.h>
int main(void)
{
	int *p = malloc(40);
	return *((char *)p - 1);
}
`,
    says: [/BUG: heap-out-of-bounds in main at prog\.c:5/, '1 byte before a malloc object of 40 bytes'],
  },
  {
    name: 'just past a large heap object',
    text: `#include <stdlib.h>
int main(void)
{
	char *p = malloc(100000);
	return p[100000] = 1;
}
`,
    says: [/BUG: heap-out-of-bounds in main at prog\.c:5/, 'right after a malloc object of 100000 bytes'],
  },
  {
    name: 'one past an array on the stack',
    text: `int main(void)
{
	int a[4] = {1, 2, 3, 4};
	int sum = 0;
	for (int i = 0; i <= 4; i++)
		sum += a[i];
	return sum;
}
`,
    says: [/BUG: stack-out-of-bounds in main at prog\.c:6/, "right after the variable 'a' of 16 bytes in main()"],
  },
  {
    name: 'one before an array on the stack',
    text: `int main(void)
{
	volatile char a[4] = {1, 2, 3, 4};
	int i = -1;
	return a[i];
}
`,
    says: [/BUG: stack-out-of-bounds in main at prog\.c:5/, "1 byte before the variable 'a'"],
  },
  {
    name: 'past a global array',
    text: `int table[3] = {1, 2, 3};
int main(void)
{
	int i = 3;
	return table[i];
}
`,
    says: [/BUG: global-out-of-bounds in main at prog\.c:5/, "right after the variable 'table' of 12 bytes"],
  },
  {
    name: 'an index that is very far out, known when it is compiled',
    text: `struct s { int a; char b[4]; };
int main(void)
{
	struct s s = {1, "abc"};
	return s.b[0x40490fdb];
}
`,
    says: [/BUG: wild-access in main at prog\.c:5/, 'read of 1 byte'],
  },
  {
    name: 'an index that is very far out before an array of arrays',
    text: `static int table[3][5];
int main(void)
{
	return table[-0x30000000LL][-0x3000000L];
}
`,
    says: [/BUG: wild-access in main at prog\.c:4/, 'read of 4 bytes'],
  },
  {
    name: 'one byte before and after a member within its struct is not out of bounds; before and after the struct is',
    text: `#include <stdlib.h>
struct s { char a[4], b[4]; };
int main(void)
{
	struct s *p = calloc(1, sizeof(*p));
	volatile int i = 4;
	p->a[i] = 1;
	return p->b[i];
}
`,
    says: [/BUG: heap-out-of-bounds in main at prog\.c:8/, 'right after a malloc object of 8 bytes'],
  },
  {
    name: 'one byte before a global array',
    text: `static char before[8];
static char table[8];
int main(void)
{
	volatile int i = -1;
	before[0] = 1;
	table[i] = 1;
	return 0;
}
`,
    says: [/BUG: global-out-of-bounds in main at prog\.c:7/, 'Write of size 1', "1 byte before the variable 'table'"],
  },
  {
    name: 'one past an array in a struct passed by value',
    text: `struct s { int a[4]; };
static int f(int i, struct s by_value) { return by_value.a[i]; }
int main(void)
{
	struct s mine = { { 1, 2, 3, 4 } };
	return f(4, mine);
}
`,
    says: [/BUG: stack-out-of-bounds in f at prog\.c:2/, "right after the parameter 'by_value' of 16 bytes in f()"],
  },
  {
    name: 'one past an array in a struct passed through a pointer to a function',
    text: `struct s { int a[4]; };
static int f(struct s by_value, int i) { return by_value.a[i]; }
int main(void)
{
	struct s mine = { { 1, 2, 3, 4 } };
	int (*volatile call)(struct s, int) = f;
	return call(mine, 4);
}
`,
    says: [
      /BUG: stack-out-of-bounds in f at prog\.c:2/,
      'right after an argument for a function of 16 bytes in main()',
    ],
  },
  {
    name: 'one past an array in a returned struct',
    text: `struct s { int a[4]; };
static struct s f(void) { return (struct s){ { 1 } }; }
int main(void)
{
	volatile int i = 4;
	return f().a[i];
}
`,
    says: [/BUG: stack-out-of-bounds in main at prog\.c:6/, 'right after a temporary object of 16 bytes in main()'],
  },
  {
    name: 'one argument more than was given',
    text: `#include <stdarg.h>
static int sum(int n, ...)
{
	va_list list;
	int s = 0;
	va_start(list, n);
	while (n-- > 0)
		s += va_arg(list, int);
	va_end(list);
	return s;
}
int main(void)
{
	return sum(2, 1, 2) + sum(2, 1);
}
`,
    says: [
      /BUG: stack-out-of-bounds in sum at prog\.c:8/,
      /right after the variable arguments for sum\(\) of \d bytes in main\(\)/,
    ],
  },
  {
    name: 'an argument where none was given',
    text: `#include <stdio.h>
int main(void)
{
	const char *volatile format = "%d\\n";
	return printf(format);
}
`,
    says: ['BUG: stack-out-of-bounds', 'right after the variable arguments for printf() of 0 bytes in main()'],
  },
  {
    name: 'one byte after an array on the stack',
    text: `int main(void)
{
	char a[5] = "abcd", b[5] = "efgh";
	volatile int i = 5;
	a[i] = b[0];
	return 0;
}
`,
    says: [/BUG: stack-out-of-bounds in main at prog\.c:5/, "right after the variable 'a' of 5 bytes in main()"],
  },
  {
    name: 'a use after free through realloc()',
    text: `#include <stdlib.h>
int main(void)
{
	int *p = malloc(16), *q;
	p[0] = 1;
	q = realloc(p, 4000);
	q[1] = p[0];
	return 0;
}
`,
    says: [
      /BUG: use-after-free in main at prog\.c:7/,
      'a freed malloc object of 16 bytes',
      /Allocated by[\s\S]*Freed by/,
    ],
  },
  {
    name: 'a read over the end by a library function',
    text: `#include <string.h>
#include <stdlib.h>
int main(void)
{
	char *p = malloc(4);
	memset(p, 'x', 4);
	return (int)strlen(p);
}
`,
    says: [/BUG: heap-out-of-bounds in strlen at /, 'right after a malloc object of 4 bytes', / main {2}prog\.c:7/],
  },
  {
    name: 'a write over the end by memcpy()',
    text: `#include <string.h>
int main(void)
{
	char to[4], from[8] = "1234567";
	memcpy(to, from, sizeof(from));
	return 0;
}
`,
    says: [/BUG: stack-out-of-bounds in /, "the variable 'to' of 4 bytes", / main {2}prog\.c:5/],
  },
  {
    name: 'a free of the middle of an object that was freed',
    text: `#include <stdlib.h>
int main(void)
{
	char *p = malloc(32);
	free(p);
	free(p + 8);
	return 0;
}
`,
    says: [
      /BUG: (?:invalid|double)-free in free at /,
      /8 bytes inside a freed malloc object of 32 bytes|is freed again/,
    ],
  },
  {
    name: 'a call with too few arguments through a cast',
    text: `static int f(int a, int b)
{
	return a + b;
}
int main(void)
{
	int (*g)(int) = (int (*)(int))f;
	return g(1);
}
`,
    says: [/BUG: bad-call-type in main at prog\.c:8/, 'call of f()', 'int (int, int)'],
  },
  {
    name: 'a call through memory that was freed',
    text: `#include <stdlib.h>
struct ops { int (*run)(void); };
int main(void)
{
	struct ops *ops = calloc(1, sizeof(*ops));
	free(ops);
	return ops->run();
}
`,
    says: [/BUG: use-after-free in main at prog\.c:7/, 'a freed malloc object'],
  },
  {
    name: 'a negative shift, and the run goes on',
    text: `int main(int argc, char **argv)
{
	int n = -argc;
	return (1 << n) ? 6 : 7;
}
`,
    says: [/UBSAN: shift-out-of-bounds in main at prog\.c:4/, '-1'],
    status: 6,
  },
  {
    name: 'a signed multiplication that overflows 64 bits, and the run goes on',
    text: `int main(int argc, char **argv)
{
	long long big = 1LL << 62;
	big *= argc + 1;
	return big < 0 ? 3 : 4;
}
`,
    says: [/UBSAN: signed-overflow in main at prog\.c:4/, '4611686018427387904'],
    status: 3,
  },
  {
    name: 'a use after free',
    text: `#include <stdlib.h>
static void drop(int *p)
{
	free(p);
}
int main(void)
{
	int *p = malloc(64);
	*p = 1;
	drop(p);
	return p[2];
}
`,
    says: [
      /BUG: use-after-free in main at prog\.c:11/,
      '8 bytes inside a freed malloc object of 64 bytes',
      /Freed by CPU 0 at clock \d+, \d+ ticks before:\n free .*\n drop {2}prog\.c:4/,
    ],
  },
  {
    name: 'a double free',
    text: `#include <stdlib.h>
int main(void)
{
	char *p = malloc(8);
	free(p);
	free(p);
	return 0;
}
`,
    says: [/BUG: double-free in free at /, 'a malloc object of 8 bytes is freed again', / main {2}prog\.c:6/],
  },
  {
    name: 'a free of what malloc() did not give',
    text: `#include <stdlib.h>
int main(void)
{
	char *p = malloc(8);
	free(p + 4);
	return 0;
}
`,
    says: [/BUG: invalid-free in free at /, '4 bytes inside a malloc object of 8 bytes'],
  },
  {
    name: 'a free of a variable',
    text: `#include <stdlib.h>
int main(void)
{
	int a[4];
	free(a);
	return 0;
}
`,
    says: [/BUG: invalid-free/, "the variable 'a'"],
  },
  {
    name: 'a use after the end of a scope',
    text: `int main(void)
{
	int *p;
	{
		int inner[2] = {1, 2};
		p = inner;
	}
	return *p;
}
`,
    says: [/BUG: use-after-scope in main at prog\.c:8/, "the variable 'inner'"],
  },
  {
    name: 'a use after return',
    text: `static int *f(void)
{
	int local[2] = {1, 2};
	int *p = local;
	return p;
}
int main(void)
{
	int *p = f();
	return *p;
}
`,
    says: [/BUG: use-after-return in main at prog\.c:10/, 'on the stack of CPU 0'],
  },
  {
    name: 'a write to a string literal',
    text: `int main(void)
{
	char *s = "text";
	s[0] = 0;
	return 0;
}
`,
    says: [/BUG: write-to-read-only in main at prog\.c:4/],
  },
  {
    name: 'a write to a const object',
    text: `static const int limit = 3;
int main(void)
{
	*(int *)&limit = 4;
	return limit;
}
`,
    says: [/BUG: write-to-read-only in main at prog\.c:4/, "the variable 'limit'"],
  },
];

testFaults('faults of memory', faults);

/*
 * Each kind of fault is caught at the access that commits it, with a report that names what, where, the object and its stacks.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runExec } from './runExec';

interface Fault {
  readonly name: string;
  readonly text: string;
  /** All of these are in the report. */
  readonly says: readonly (string | RegExp)[];
  readonly bits?: readonly number[];
  readonly options?: readonly string[];
  /** The run goes on, and main's status is this. */
  readonly status?: number;
}

const faults: readonly Fault[] = [
  {
    name: 'a read through the null pointer',
    text: 'struct s { int a, b; };\nint main(void)\n{\n\tstruct s *p = 0;\n\treturn p->b;\n}\n',
    says: [/^BUG: null-dereference in main at prog\.c:5:\d+: /m, 'read of 4 bytes', '4 bytes after the null pointer'],
  },
  {
    name: 'a write through an ERR_PTR() value',
    text: 'int main(void)\n{\n\tint *p = (int *)-12L;\n\t*p = 1;\n\treturn 0;\n}\n',
    says: [/BUG: error-pointer-dereference in main at prog\.c:4/, 'write of 4 bytes', 'ERR_PTR(-12), ENOMEM'],
  },
  {
    name: 'a wild pointer',
    text: 'int main(void)\n{\n\treturn *(int *)0x12345678;\n}\n',
    says: [/BUG: wild-access in main at prog\.c:3/, 'no memory of the program'],
  },
  {
    name: 'a misaligned access',
    text: 'int main(int argc, char **argv)\n{\n\tlong a[2] = {0};\n\treturn *(int *)((char *)a + argc);\n}\n',
    says: [/BUG: misaligned-access in main at prog\.c:4/, "1 byte inside the variable 'a'"],
  },
  {
    name: 'one byte after a heap object',
    text: '#include <stdlib.h>\nint main(void)\n{\n\tchar *p = malloc(13);\n\tp[13] = 1;\n\tfree(p);\n\treturn 0;\n}\n',
    says: [
      /BUG: heap-out-of-bounds in main at prog\.c:5/,
      'Write of size 1',
      'right after a malloc object of 13 bytes',
      /Allocated by CPU 0 at clock \d+:\n( .*\n)* malloc /,
      / main {2}prog\.c:4/,
      /^ *\^$/m,
    ],
  },
  {
    name: 'one byte before a heap object',
    text: '#include <stdlib.h>\nint main(void)\n{\n\tint *p = malloc(40);\n\treturn *((char *)p - 1);\n}\n',
    says: [/BUG: heap-out-of-bounds in main at prog\.c:5/, '1 byte before a malloc object of 40 bytes'],
  },
  {
    name: 'just past a large heap object',
    text: '#include <stdlib.h>\nint main(void)\n{\n\tchar *p = malloc(100000);\n\treturn p[100000] = 1;\n}\n',
    says: [/BUG: heap-out-of-bounds in main at prog\.c:5/, 'right after a malloc object of 100000 bytes'],
  },
  {
    name: 'one past an array on the stack',
    text: 'int main(void)\n{\n\tint a[4] = {1, 2, 3, 4};\n\tint sum = 0;\n\tfor (int i = 0; i <= 4; i++)\n\t\tsum += a[i];\n\treturn sum;\n}\n',
    says: [/BUG: stack-out-of-bounds in main at prog\.c:6/, "right after the variable 'a' of 16 bytes in main()"],
  },
  {
    name: 'one before an array on the stack',
    text: 'int main(void)\n{\n\tvolatile char a[4] = {1, 2, 3, 4};\n\tint i = -1;\n\treturn a[i];\n}\n',
    says: [/BUG: stack-out-of-bounds in main at prog\.c:5/, "1 byte before the variable 'a'"],
  },
  {
    name: 'past a global array',
    text: 'int table[3] = {1, 2, 3};\nint main(void)\n{\n\tint i = 3;\n\treturn table[i];\n}\n',
    says: [/BUG: global-out-of-bounds in main at prog\.c:5/, "right after the variable 'table' of 12 bytes"],
  },
  {
    name: 'a use after free',
    text: '#include <stdlib.h>\nstatic void drop(int *p)\n{\n\tfree(p);\n}\nint main(void)\n{\n\tint *p = malloc(64);\n\t*p = 1;\n\tdrop(p);\n\treturn p[2];\n}\n',
    says: [
      /BUG: use-after-free in main at prog\.c:11/,
      '8 bytes inside a freed malloc object of 64 bytes',
      /Freed by CPU 0 at clock \d+:\n free .*\n drop {2}prog\.c:4/,
    ],
  },
  {
    name: 'a double free',
    text: '#include <stdlib.h>\nint main(void)\n{\n\tchar *p = malloc(8);\n\tfree(p);\n\tfree(p);\n\treturn 0;\n}\n',
    says: [/BUG: double-free in free at /, 'a malloc object of 8 bytes is freed again', / main {2}prog\.c:6/],
  },
  {
    name: 'a free of what malloc() did not give',
    text: '#include <stdlib.h>\nint main(void)\n{\n\tchar *p = malloc(8);\n\tfree(p + 4);\n\treturn 0;\n}\n',
    says: [/BUG: invalid-free in free at /, '4 bytes inside a malloc object of 8 bytes'],
  },
  {
    name: 'a free of a variable',
    text: '#include <stdlib.h>\nint main(void)\n{\n\tint a[4];\n\tfree(a);\n\treturn 0;\n}\n',
    says: [/BUG: invalid-free/, "the variable 'a'"],
  },
  {
    name: 'a use after the end of a scope',
    text: 'int main(void)\n{\n\tint *p;\n\t{\n\t\tint inner[2] = {1, 2};\n\t\tp = inner;\n\t}\n\treturn *p;\n}\n',
    says: [/BUG: use-after-scope in main at prog\.c:8/, "the variable 'inner'"],
  },
  {
    name: 'a use after return',
    text: 'static int *f(void)\n{\n\tint local[2] = {1, 2};\n\tint *p = local;\n\treturn p;\n}\nint main(void)\n{\n\tint *p = f();\n\treturn *p;\n}\n',
    says: [/BUG: use-after-return in main at prog\.c:10/, 'on the stack of CPU 0'],
  },
  {
    name: 'a write to a string literal',
    text: 'int main(void)\n{\n\tchar *s = "text";\n\ts[0] = 0;\n\treturn 0;\n}\n',
    says: [/BUG: write-to-read-only in main at prog\.c:4/],
  },
  {
    name: 'a write to a const object',
    text: 'static const int limit = 3;\nint main(void)\n{\n\t*(int *)&limit = 4;\n\treturn limit;\n}\n',
    says: [/BUG: write-to-read-only in main at prog\.c:4/, "the variable 'limit'"],
  },
  {
    name: 'an uninitialised local variable',
    text: 'int main(int argc, char **argv)\n{\n\tint x;\n\tif (argc > 5)\n\t\tx = 1;\n\treturn x;\n}\n',
    says: [/BUG: uninitialised-value in main at prog\.c:6/, "'x'"],
  },
  {
    name: 'an uninitialised element of an array',
    text: 'int main(void)\n{\n\tint a[4];\n\ta[0] = 1;\n\treturn a[2];\n}\n',
    says: [/BUG: uninitialised-value in main at prog\.c:5/, "8 bytes inside the variable 'a'"],
  },
  {
    name: 'an uninitialised heap object',
    text: '#include <stdlib.h>\nint main(void)\n{\n\tint *p = malloc(16);\n\tif (p[1])\n\t\treturn 1;\n\treturn 0;\n}\n',
    says: [
      /BUG: uninitialised-value in main at prog\.c:5/,
      '4 bytes inside a malloc object of 16 bytes',
      'Allocated by',
    ],
  },
  {
    name: 'what a copy brought along uninitialised',
    text: '#include <string.h>\nstruct s { int a, b; };\nint main(void)\n{\n\tstruct s x, y;\n\tx.a = 1;\n\tmemcpy(&y, &x, sizeof(y));\n\treturn y.b;\n}\n',
    says: [/BUG: uninitialised-value in main at prog\.c:8/, "4 bytes inside the variable 'y'"],
  },
  {
    name: 'a call through the null pointer',
    text: 'int main(void)\n{\n\tint (*f)(void) = 0;\n\treturn f();\n}\n',
    says: [/BUG: bad-call-target in main at prog\.c:4/, 'the null pointer'],
  },
  {
    name: 'a call through a pointer to data',
    text: 'int data;\nint main(void)\n{\n\tint (*f)(void) = (int (*)(void))&data;\n\treturn f();\n}\n',
    says: [/BUG: bad-call-target in main at prog\.c:5/, "the variable 'data'"],
  },
  {
    name: 'a call with a wrong type',
    text: 'static double f(double x)\n{\n\treturn x;\n}\nint main(void)\n{\n\tint (*g)(int) = (int (*)(int))f;\n\treturn g(1);\n}\n',
    says: [/BUG: bad-call-type in main at prog\.c:8/, 'call of f()', 'double (double)'],
  },
  {
    name: 'endless recursion',
    text: 'static int f(int n)\n{\n\treturn f(n + 1) + 1;\n}\nint main(void)\n{\n\treturn f(0);\n}\n',
    says: [/BUG: stack-overflow in f at prog\.c/, 'the stack of CPU 0', / f {2}prog\.c:3/],
  },
  {
    name: 'a division by zero',
    text: 'int main(int argc, char **argv)\n{\n\tint zero = argc - 1;\n\treturn 7 / zero;\n}\n',
    says: [/UBSAN: division-by-zero in main at prog\.c:4/, '7 is divided by zero'],
  },
  {
    name: 'a division that overflows',
    text: '#include <limits.h>\nint main(int argc, char **argv)\n{\n\tint least = INT_MIN;\n\treturn least / -argc;\n}\n',
    says: [/UBSAN: division-overflow in main at prog\.c:5/, '-2147483648 / -1'],
  },
  {
    name: 'a signed overflow, and the run goes on',
    text: '#include <limits.h>\nint main(int argc, char **argv)\n{\n\tint most = INT_MAX;\n\tmost += argc;\n\treturn most == INT_MIN ? 3 : 4;\n}\n',
    says: [/UBSAN: signed-overflow in main at prog\.c:5/, /2147483647 \+=? 1/],
    status: 3,
  },
  {
    name: 'an oversized shift, and the run goes on',
    text: 'int main(int argc, char **argv)\n{\n\tunsigned int one = argc;\n\tone <<= 32 + argc;\n\treturn one == 2 ? 5 : 6;\n}\n',
    says: [/UBSAN: shift-out-of-bounds in main at prog\.c:4/, '33'],
    status: 5,
  },
  {
    name: 'a float that does not fit an integer, and the run goes on',
    text: 'int main(int argc, char **argv)\n{\n\tdouble big = 1e20 * argc;\n\tint n = (int)big;\n\treturn n == (-2147483647 - 1) ? 7 : 8;\n}\n',
    says: [/UBSAN: float-to-integer in main at prog\.c:4/],
    status: 7,
  },
  {
    name: 'the value of a function that returned none',
    text: 'static int f(int n)\n{\n\tif (n > 5)\n\t\treturn 1;\n}\nint main(int argc, char **argv)\n{\n\treturn f(argc) ? 9 : 9;\n}\n',
    says: [/UBSAN: missing-return in /],
    status: 9,
  },
  {
    name: 'abort()',
    text: '#include <stdio.h>\n#include <stdlib.h>\nint main(void)\n{\n\tprintf("before");\n\tabort();\n}\n',
    says: [/PANIC: panic in abort/, 'abort() was called', / main {2}prog\.c:6/],
  },
  {
    name: 'a failed assertion',
    text: '#include <assert.h>\nint main(int argc, char **argv)\n{\n\tassert(argc == 7);\n\treturn 0;\n}\n',
    says: ["prog.c:4: main: Assertion `argc == 7' failed."],
  },
  {
    name: 'a program that does not end',
    text: 'int main(void)\n{\n\tfor (;;)\n\t\t;\n}\n',
    says: [/BUG: endless-run in main at prog\.c:3/, '100000 ticks'],
    options: ['--max-steps', '100000'],
  },
  {
    name: '__builtin_trap()',
    text: 'int main(void)\n{\n\t__builtin_trap();\n}\n',
    says: [/BUG: trap in main at prog\.c:3/],
  },
  {
    name: '__builtin_unreachable()',
    text: 'int main(int argc, char **argv)\n{\n\tif (argc)\n\t\t__builtin_unreachable();\n\treturn 0;\n}\n',
    says: [/BUG: unreachable in main at prog\.c:4/],
  },
  {
    name: '%n in a format',
    text: '#include <stdio.h>\nint main(void)\n{\n\tint n;\n\tprintf("a%n", &n);\n\treturn 0;\n}\n',
    says: ['%n is not supported'],
  },
  {
    name: 'all memory used up is no fault of its own',
    text: '#include <stdlib.h>\nint main(void)\n{\n\tint n = 0;\n\twhile (malloc(10000000))\n\t\tn++;\n\treturn n > 5 && n < 30 ? 11 : 12;\n}\n',
    says: [],
    status: 11,
  },
];

for (const bits of [64, 32]) {
  describe(`faults, ${bits}-bit`, () => {
    for (const fault of faults) {
      test(fault.name, () => {
        const { status, stderr } = runExec(fault.text, ['--bits', String(bits), ...(fault.options ?? [])]);
        assert.equal(status, fault.status ?? 134, stderr);
        for (const said of fault.says) {
          if (typeof said === 'string') assert.ok(stderr.includes(said), `no ${said} in\n${stderr}`);
          else assert.match(stderr, said);
        }
      });
    }
  });
}

test('leaks are reported when asked for, with what allocated them', () => {
  const text =
    '#include <stdlib.h>\nstatic void *keep(void)\n{\n\treturn malloc(24);\n}\nint main(void)\n{\n\tkeep();\n\tfree(malloc(3));\n\treturn 5;\n}\n';
  const quiet = runExec(text);
  assert.deepEqual(quiet, { status: 5, stdout: '', stderr: '' });
  const { status, stderr } = runExec(text, ['--leaks']);
  assert.equal(status, 5);
  assert.match(stderr, /LEAK: leak.*malloc of 24 bytes, allocated by .*malloc < keep < main/);
  assert.equal(stderr.match(/LEAK:/g)?.length, 1);
});

test('what the program wrote before a fault is not lost', () => {
  const text = '#include <stdio.h>\nint main(void)\n{\n\tputs("line");\n\treturn *(volatile int *)0;\n}\n';
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

/*
 * What is large but valid runs, and what is too much is refused or reported, through the whole of `exec`: never a hang or
 * a crash.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runExec } from './runExec';

const many = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join('');

/** Programs that run, and their status. */
const VALID: readonly (readonly [what: string, text: string, status: number])[] = [
  ['a struct of 10,000 members', `struct s { ${many(10_000, (n) => `int m${n};\n`)} };\nint main(void) { struct s s = { .m9999 = 5 }, t = s; return t.m9999 + t.m0; }`, 5],
  ['a value for a billion elements that take none', 'struct e {}; struct s { struct e e[1000000000]; int x; } s = { 5 };\nint main(void) { return s.x; }', 5],
  ['a function of 50,000 statements', `int main(void) { unsigned a = 0;\n${many(50_000, () => 'a++;\n')} return a % 101; }`, 5],
  ['a function of 99,000 statements', `int main(void) { unsigned a = 0;\n${many(99_000, () => 'a++;\n')} return a % 101; }`, 20],
  ['a function of 500 parameters', `int f(${many(499, (n) => `int a${n}, `)}int b) { return b + a498; }\nint main(void) { return f(${many(499, (n) => `${n % 5}, `)}6); }`, 9],
  ['a function of 20,000 variables', `int main(void) { ${many(20_000, (n) => `int a${n} = ${n & 7};\n`)} return a19999; }`, 7],
  ['a switch of 20,000 cases', `int f(int n) { switch (n) {\n${many(20_000, (n) => `case ${n * 7}: return ${n & 127};\n`)} } return 0; }\nint main(void) { return f(700); }`, 100],
  ['a statement of 150,000 labels', `int f(int n) { switch (n) {\n${many(150_000, (n) => `case ${n}:\n`)} return 6; } return 0; }\nint main(void) { return f(700); }`, 6],
  ['an attribute with a text of 300,000 characters', `int a __attribute__((section("${'s'.repeat(300_000)}"))) = 3;\nint main(void) { return a; }`, 3],
  ['an array of 200,000 values', `static const int a[] = { ${many(200_000, (n) => `${n},`)} };\nint main(void) { return a[77]; }`, 77],
  ['a local array of 20,000 values', `int main(void) { int a[] = { ${many(20_000, (n) => `${n},`)} }; return a[77]; }`, 77],
  ['a local array of a million values of a range', 'int f(void) { return 9; }\nint main(void) { int a[1000000] = { [0 ... 999998] = f() }; return a[99] + a[999998] + a[999999]; }', 18],
  ['1,000 computed gotos and labels', `int main(void) { static void *t[] = { ${many(1000, (n) => `&&l${n},`)} }; int n = 0; goto *t[5];\n${many(1000, (n) => `l${n}: if (++n == 5000) return 4; goto *t[(n * 7 + ${n}) % 1000];\n`)} }`, 4],
  ['a local array of 7 MB', 'int main(void) { char a[7000000]; a[6999999] = 9; return a[6999999]; }', 9],
  ['a million lines', `${'\n'.repeat(1_000_000)}int main(void) { return __LINE__ == 1000001; }`, 1],
  ['50,000 nested #if', `${'#if 1\n'.repeat(50_000)}int main(void) { return 4; }\n${'#endif\n'.repeat(50_000)}`, 4],
  ['function types made of one another', `typedef int (*t0)(int); typedef int (*u0)(int);\n${many(60, (n) => `typedef t${n} (*t${n + 1})(t${n}, t${n}); typedef u${n} (*u${n + 1})(u${n}, u${n});`)}\nextern u60 p; t60 p; t60 f(t60 a) { return a; }\nu60 f(u60); int main(void) { if (p) p(0, 0); return f(0) == p; }`, 1],
  ['5,000 functions', `${many(5000, (n) => `static int f${n}(int n) { return n + ${n}; }\n`)}int main(void) { return f3(1); }`, 4],
]; // biome-ignore format: a table

for (const [what, text, status] of VALID) {
  test(`${what}: runs`, () => assert.deepEqual(runExec(text), { status, stdout: '', stderr: '' }));
}

/** Programs that are too much, the status, and what is said. */
const TOO_MUCH: readonly (readonly [what: string, text: string, status: number, says: RegExp])[] = [
  ['a value for an array without a length of what takes none', 'struct e {}; struct n { struct e e[3]; } a[] = { 1 };\nint main(void) { return sizeof a; }', 0, /^prog\.c:1:50: warning: excess elements in initializer/],
  ['a million parentheses', `int main(void) { return ${'('.repeat(1_000_000)}1${')'.repeat(1_000_000)}; }`, 1, /^prog\.c:1:\d+: error: nested more than 256 levels deep/],
  ['a function of 50,000 parameters', `int f(${many(50_000, (n) => `int a${n}, `)}int b) { return b; }\nint main(void) { return 0; }`, 1, /^prog\.c:1:\d+: error: more than 500 parameters of one function/],
  ['a call with 50,000 arguments', `int f();\nint main(void) { return f(${many(50_000, () => '1, ')}1); }`, 1, /^prog\.c:2:\d+: error: more than 500 parameters of one function/],
  ['a function of 100,000 variables', `int main(void) { ${many(100_000, (n) => `int a${n} = 1;\n`)} return a9; }`, 1, /^prog\.c:20001:5: error: more than 20000 variables in one function/],
  ['a function of a million statements', `int x;\nint main(void) {\n${many(1_000_000, () => 'x++;\n')} return 0; }`, 1, /^prog\.c:100003:1: error: more than 100000 statements in one function/],
  ['a function whose code is too large', `int x;\nint main(void) {\n${many(99_000, () => 'x++;\n')} return 0; }`, 1, /^annotated-kernel exec: 'main' \(prog\.c:2\) is too large to run: its WebAssembly takes \d+ bytes, and an engine takes 7654321 at most\.\n$/],
  ['a macro bomb', `#define A0 x x\n${many(40, (n) => `#define A${n + 1} A${n} A${n}\n`)}int main(void) { A40 }`, 1, /error: the expansion of macro "A40" makes more than 2000000 tokens/],
  ['a local array larger than the stack', 'int main(void) { char a[9000000]; a[0] = 1; return a[0]; }', 134, /BUG: stack-overflow/],
  ['a local array larger than any stack', 'int main(void) { char a[1ull << 33]; return a[3]; }', 134, /BUG: stack-overflow/],
  ['thousands of gotos forth and back', `int main(void) { int n = 0; ${many(5000, (n) => `l${n}: if (n++ < 0) goto l${(n * 7919) % 5000};\n`)} return 3; }`, 1, /^prog\.c:1:5: error: the jumps in 'main' make \d+ loops within one another/],
  ['an array larger than the memory', 'static char a[2000000000];\nint main(void) { return a[5]; }', 1, /^prog\.c:1:\d+: error: the program's objects as far as 'a' take/],
  ['endless recursion with large frames', 'int f(int n) { int a[20000]; a[0] = n; return f(a[0]) + a[0]; }\nint main(void) { return f(1); }', 134, /BUG: stack-overflow in f/],
  ['output without end', '#include <stdio.h>\nint main(void) { for (;;) putchar(65); }', 134, /BUG: endless-run/],
]; // biome-ignore format: a table

for (const [what, text, status, says] of TOO_MUCH) {
  test(`${what}: refused or reported`, () => {
    const result = runExec(text, ['--max-steps', '5000000']);
    assert.equal(result.status, status, result.stderr.slice(0, 1000));
    assert.match(result.stderr, says);
  });
}

test('of a very long line, what is around the mistake is shown', () => {
  const { stderr } = runExec(
    `int main(void) { ${'int a; '.repeat(1)}${'a = 1; '.repeat(40_000)} b = 2; ${'a = 1; '.repeat(40_000)} }`,
  );
  const [said = '', line = '', caret = ''] = stderr.split('\n');
  assert.match(said, /^prog\.c:1:280026: error: 'b' undeclared/);
  assert.match(line, /^ {4}1 \| …(a = 1; )?.*b = 2; a = 1;.*…$/);
  assert.ok(line.length < 200, line);
  assert.equal(line[caret.indexOf('^')], 'b');
});

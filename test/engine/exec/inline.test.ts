/*
 * Inline functions are linked as gcc -O0 links them (C11 6.7.4p7 and GNU's old rule): a definition that only serves inlining is none
 * for a call that is not inlined. Each program is built by gcc, too: both link it, or both miss the same names.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { hasGcc, runExec } from './runExec';

const F = '{ return x + 1; }';
const MAIN = 'int main(void) { return f(1); }';
const GNU = '__attribute__((gnu_inline))';
const ALWAYS = '__attribute__((always_inline))';

const programs: Readonly<Record<string, string>> = {
  'inline alone': `inline int f(int x) ${F}\n${MAIN}`,
  'inline in its other spellings': `__inline int f(int x) ${F}\n__inline__ int g(int x) ${F}\nint main(void) { return f(1) + g(2); }`,
  'inline twice': `inline int f(int x) ${F}\ninline int f(int x);\n${MAIN}`,
  'inline, declared extern afterwards': `inline int f(int x) ${F}\nextern inline int f(int x);\n${MAIN}`,
  'inline, declared without it afterwards': `inline int f(int x) ${F}\nint f(int x);\n${MAIN}`,
  'inline, declared without it before': `int f(int x);\ninline int f(int x) ${F}\n${MAIN}`,
  'inline, declared without it in a block': `inline int f(int x) ${F}\nint main(void) { extern int f(int); return f(1); }`,
  'declared inline, defined without it': `inline int f(int x);\n${MAIN}\nint f(int x) ${F}`,
  'called before the definition': `int f(int x);\n${MAIN}\ninline int f(int x) ${F}`,
  'extern inline': `extern inline int f(int x) ${F}\n${MAIN}`,
  'static inline': `static inline int f(int x) ${F}\n${MAIN}`,
  gnu_inline: `inline ${GNU} int f(int x) ${F}\n${MAIN}`,
  'extern gnu_inline': `extern inline ${GNU} int f(int x) ${F}\n${MAIN}`,
  'extern gnu_inline, declared without it before': `int f(int x);\nextern inline ${GNU} int f(int x) ${F}\n${MAIN}`,
  'extern gnu_inline, defined again': `extern inline ${GNU} int f(int x) ${F}\nint f(int x) { return 7; }\n${MAIN}`,
  'declared extern gnu_inline, defined without it': `extern inline ${GNU} int f(int x);\n${MAIN}\nint f(int x) ${F}`,
  always_inline: `inline ${ALWAYS} int f(int x) ${F}\n${MAIN}`,
  'extern gnu_inline, always_inline': `extern inline __attribute__((gnu_inline, always_inline)) int f(int x) ${F}\n${MAIN}`,
  'the address of always_inline': `inline ${ALWAYS} int f(int x) ${F}\nint main(void) { int (*p)(int) = f; return p(1); }`,
  'the address in a static initialiser': `inline int f(int x) ${F}\nint (*p)(int) = f;\nint main(void) { return 0; }`,
  'a call that is never made': `inline int f(int x) ${F}\nint main(void) { if (0) return f(1); return sizeof(f(1)); }`,
  'a call in a function that nobody calls': `inline int f(int x) ${F}\nint g(void) { return f(2); }\nint main(void) { return 3; }`,
  'a call in an inline function that is not there either': `inline int f(int x) ${F}\ninline int g(int x) { return f(x); }\nint main(void) { return 3; }`,
  'a call in an inline function that is external': `inline int g(int x) ${F}\ninline int f(int x) { return g(x); }\nextern int f(int);\n${MAIN}`,
  'the name of a library function':
    'inline int atoi(const char *s) { return 3; }\nint main(void) { return atoi("5"); }',
  'the name of a library function, declared extern':
    'inline int atoi(const char *s) { return 3; }\nextern int atoi(const char *);\nint main(void) { return atoi("5"); }',
  'the name of a function that gcc knows':
    'inline int toupper(int c) { return 3; }\nint main(void) { return toupper(97); }',
  'the name of a function that gcc knows, gnu_inline': `extern inline ${GNU} int toupper(int c) { return 3; }\nint main(void) { return toupper(97); }`,
  'the name of a function that gcc expands':
    'inline int abs(int x) { return x < 0 ? -x : x; }\nint main(void) { return abs(-3); }',
  main: 'inline int main(void) { return 3; }',
  weak: `__attribute__((weak)) inline int f(int x) ${F}\n${MAIN}`,
  'the macros that tell':
    '#if defined __GNUC_GNU_INLINE__ == defined __GNUC_STDC_INLINE__\n#error\n#endif\nint main(void)\n{\n#ifdef __GNUC_GNU_INLINE__\n\treturn 1;\n#endif\n\treturn 2;\n}',
};

/** Names that the linker misses. */
function missed(stderr: string): string[] {
  return [
    ...new Set(Array.from(stderr.matchAll(/undefined reference to [`'](\w+)'/g), ([, name = '']) => name)),
  ].sort();
}

for (const options of [[], ['-fgnu89-inline']]) {
  describe(`inline functions ${options.join(' ')}`, { skip: !hasGcc(64) && 'no gcc here' }, () => {
    for (const [name, text] of Object.entries(programs)) {
      test(name, () => {
        const flags = ['-std=gnu11', '-w', '-O0', ...options];
        const built = spawnSync('gcc', [...flags, '-x', 'c', '-', '-o', '/dev/null'], {
          input: text,
          encoding: 'utf8',
        });
        const ours = runExec(text, ['-w', ...options]);
        assert.deepEqual(missed(ours.stderr), missed(built.stderr), ours.stderr);
        assert.equal(ours.status === 1 && ours.stderr !== '', built.status !== 0, ours.stderr);
      });
    }
  });
}

test('another unit defines it', () => {
  const text = `inline int f(int x) ${F}\n${MAIN}\n`;
  const { status, stderr } = runExec(text, [], [], '', { 'other.c': 'int f(int x) { return x + 5; }\n' });
  assert.equal(status, 6, stderr);
});

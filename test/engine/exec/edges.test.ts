/*
 * One byte before and one byte after an object of every kind is out of bounds; what lies within an object, in another of its
 * members, is not.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Fault, testFaults } from './faults';
import { runExec } from './runExec';

const HEAD = `#include <stdlib.h>
#include <string.h>
struct flexible { int n; char tail[]; };
struct two { char a[4], b[4]; };
static char global[10];
static int parameter(int x, int at) { return ((char *volatile)&x)[at]; }
`;

/** How a `char *volatile p` gets to point to an object, its size, and how the report names it. */
const objects: readonly (readonly [what: string, code: string, size: number, named: string])[] = [
  ['malloc()', 'p = malloc(10);', 10, 'a malloc object of 10 bytes'],
  ['calloc()', 'p = calloc(3, 5);', 15, 'a malloc object of 15 bytes'],
  ['a block that realloc() enlarged', 'p = realloc(malloc(4), 9);', 9, 'a malloc object of 9 bytes'],
  ['a block that realloc() cut', 'p = realloc(malloc(100), 9);', 9, 'a malloc object of 9 bytes'],
  ['aligned_alloc()', 'p = aligned_alloc(64, 64);', 64, 'a malloc object of 64 bytes'],
  ['strdup()', 'p = strdup("abc");', 4, 'a malloc object of 4 bytes'],
  ['a flexible array', 'p = malloc(sizeof(struct flexible) + 5);', 9, 'a malloc object of 9 bytes'],
  ['a global', 'p = global;', 10, "the variable 'global' of 10 bytes"],
  ['a static local', 'static char s[7]; p = s;', 7, "the variable 's' of 7 bytes"],
  ['a string literal', 'p = (char *)"hello";', 6, 'an unnamed constant of 6 bytes'],
  ['an automatic array', 'char a[10]; p = a;', 10, "the variable 'a' of 10 bytes"],
  ['a struct', 'struct two t; p = t.a;', 8, "the variable 't' of 8 bytes"],
  ['a union', 'union { int i; char c[3]; } u; p = u.c;', 4, "the variable 'u' of 4 bytes"],
  ['an array of arrays', 'int m[2][3]; p = (char *)m[0];', 24, "the variable 'm' of 24 bytes"],
  ['a compound literal', 'p = (char[]){ 1, 2, 3 };', 3, 'an unnamed object of 3 bytes'],
];

const program = (code: string): string =>
  `${HEAD}int main(int argc, char **argv)\n{\n\tchar *volatile p;\n\t${code}\n\treturn 0;\n}\n`;

testFaults(
  'the edges of objects',
  [
    ...objects.flatMap(([what, code, size, named]): Fault[] => [
      { name: `after ${what}`, text: program(`${code} return p[${size}];`), says: [`right after ${named}`] },
      { name: `before ${what}`, text: program(`${code} return p[-1];`), says: [`1 byte before ${named}`] },
    ]),
    {
      name: 'after a parameter',
      text: program('return parameter(1, 4);'),
      says: ["right after the variable 'x' of 4 bytes"],
    },
    { name: 'before a parameter', text: program('return parameter(1, -1);'), says: ["1 byte before the variable 'x'"] },
  ].map((fault) => ({ ...fault, says: [/^BUG: (heap|stack|global)-out-of-bounds in /m, ...fault.says] })),
);

for (const bits of [64, 32]) {
  test(`within an object nothing is out of bounds, ${bits}-bit`, () => {
    const code = [
      'struct two t; p = t.a; p[4] = 1;',
      'int m[2][3]; p = (char *)m[0]; p[12] = 1;',
      'struct flexible *f = malloc(sizeof(*f) + 5); f->tail[4] = 1; p = (char *)f; p[8] = 2; free(f);',
      'p = realloc(malloc(4), 9); p[8] = 1; free(p);',
    ].join('\n\t');
    const { status, stderr } = runExec(program(code), ['--bits', `${bits}`, '--leaks']);
    assert.equal(stderr, '');
    assert.equal(status, 0);
  });
}

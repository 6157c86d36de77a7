/**
 * Bounds: no input makes the parser overflow a stack or take more than about linear time; what is too deep is an error.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEPTH_LIMIT, NESTING_LIMIT } from '../../../src/c/parser';
import { parseText } from './parseText';

const times = (text: string, count: number): string => text.repeat(count);
const many = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, n) => make(n)).join('');

const TOO_DEEP = `nested more than ${NESTING_LIMIT} levels deep`;
const TOO_LONG = `more than ${DEPTH_LIMIT} operators stacked in one expression`;

/** Each must end in this error, within some seconds on the slowest machine. */
const REFUSED: readonly [what: string, text: string, error: string][] = [
  ['a million parentheses', `int x = ${times('(', 1e6)}1${times(')', 1e6)};`, TOO_DEEP],
  ['a million open braces', `int x = ${times('{', 1e6)}`, TOO_DEEP],
  ['nested blocks', `void f(void) ${times('{', 1e5)}${times('}', 1e5)}`, TOO_DEEP],
  ['nested statements', `void f(int a) { ${times('if (a) ', 1e5)} ; }`, TOO_DEEP],
  ['unary operators', `int x = ${times('- ', 1e5)}1;`, TOO_DEEP],
  ['casts', `int x = ${times('(int)', 1e5)}1;`, TOO_DEEP],
  ['nested declarators', `int ${times('(*', 1e5)}x`, TOO_DEEP],
  ['nested parameters', `void f${times('(void (*', 1e5)}`, TOO_DEEP],
  ['nested structs', `${times('struct { ', 1e5)}`, TOO_DEEP],
  ['nested statement expressions', `void f(void) { ${times('({ ', 1e5)}`, TOO_DEEP],
  ['nested _Generic', `int x = ${times('_Generic(1, int: ', 1e5)}`, TOO_DEEP],
  ['nested calls', `int f(int); int g(void) { return ${times('f(', 1e5)}`, TOO_DEEP],
  ['nested subscripts', `int a[1]; int g(void) { return ${times('a[', 1e5)}`, TOO_DEEP],
  ['nested compound literals', `void g(void) { ${times('(int){', 1e5)}`, TOO_DEEP],
  ['nested typeof', `${times('typeof(', 1e5)}`, TOO_DEEP],
  ['nested sizeof', `int x = ${times('sizeof(', 1e5)}`, TOO_DEEP],
  ['a chain of assignments', `void f(int a) { ${times('a = ', 1e5)} 1; }`, TOO_DEEP],
  ['a sum of 100,000 terms', `int x = ${times('1 + ', 1e5)}1;`, TOO_LONG],
  ['a chain of commas', `void f(int a) { ${times('a, ', 1e5)}a; }`, TOO_LONG],
  ['a chain of subscripts', `struct s { struct s *p; }; void f(struct s *a) { a${times('->p', 1e5)}; }`, TOO_LONG],
  ['a chain of ?:', `int f(int a) { return ${times('a ? 1 : ', 1e5)}2; }`, `more than ${DEPTH_LIMIT} '?' in one chain`],
  [
    'a chain of else if',
    `void f(int a) { ${times('if (a) ; else ', 1e5)} ; }`,
    `more than ${DEPTH_LIMIT} 'else if' in one chain`,
  ],
  ['a million stars', `int ${times('*', 1e6)}x;`, 'declarator has too many parts'],
  [
    'a range over a whole memory',
    'int x[] = { [0 ... 1000000000] = 1 };',
    'more than 4194304 elements in an initializer',
  ],
];

for (const [what, text, error] of REFUSED) {
  test(`${what}: an error, not an overflow`, () => {
    const { errors } = parseText(text);
    assert.deepEqual(
      errors.map((message) => message.replace(/^\d+:\d+: /, '')),
      [error],
    );
  });
}

/** Each is accepted, within some seconds on the slowest machine. */
const ACCEPTED: readonly [what: string, text: string][] = [
  ['a struct of 10,000 members', `struct s { ${many(1e4, (n) => `int m${n};`)} } s; int *p = &s.m9999;`],
  ['an initialiser of 100,000 elements', `int a[] = { ${times('1, ', 1e5)} };`],
  [
    '100,000 braced elements, last first',
    `struct p { int x, y; } a[100000] = { ${many(1e5, (n) => `[${99_999 - n}] = { 1, 2 },`)} };`,
  ],
  [
    '100,000 elements inside a designated member',
    `struct { struct { int x; } a[100000]; } s = { .a = { ${times('{ 1 },', 1e5)} } };`,
  ],
  ['100,000 case labels', `void f(int a) { switch (a) { ${many(1e5, (n) => `case ${n}:`)} ; } }`],
  ['100,000 statements', `void f(int a) { ${times('a++;', 1e5)} }`],
  ['20,000 functions', many(2e4, (n) => `static int f${n}(int a) { return a; }`)],
  ['100,000 enumerators', `enum e { ${many(1e5, (n) => `E${n},`)} };`],
  ['a call with 100,000 arguments', `int g(int, ...); int f(void) { return g(${times('1, ', 99_999)}1); }`],
  ['100,000 adjacent strings', `char *s = ${times('"abc" ', 1e5)};`],
  ['parentheses at the limit', `int x = ${times('(', NESTING_LIMIT - 1)}1${times(')', NESTING_LIMIT - 1)};`],
  ['a sum at the limit', `int x = ${times('1 + ', DEPTH_LIMIT)}1;`],
];

for (const [what, text] of ACCEPTED) {
  test(`${what}: accepted`, () => assert.deepEqual(parseText(text).errors, []));
}

test('the number of errors is bounded', () => {
  const { errors, unit } = parseText(times('int f(void) { return missing; }\n', 1000));
  assert.equal(errors.length, 100);
  assert.equal(unit, undefined);
});

/* Conditions, includes, lines and pragmas: C11 6.10.1, 6.10.2, 6.10.4, 6.10.6, with gcc's extensions. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LexedFiles } from '../../../src/c/preprocessor';
import { SourceFile } from '../../../src/c/source';
import { preprocessText, texts } from './preprocessText';

/** Whether `#if CONDITION` holds. */
function holds(condition: string): boolean {
  const { text, messages } = preprocessText(
    `#define ONE 1\n#define F(x) (x)\n#if ${condition}\nyes\n#else\nno\n#endif`,
  );
  assert.deepEqual(messages, [], condition);
  return text === 'yes';
}

test('conditions are computed in 64 bits, with signs', () => {
  for (const condition of [
    '1', '-1 < 0', '-1 > 0u', '2 + 3 * 4 == 14', '(2 + 3) * 4 == 20', '7 / 2 == 3 && -7 / 2 == -3 && -7 % 3 == -1',
    '0x7fffffffffffffff > 0', '0xffffffffffffffff > 0', '~0 == -1', '!0', '1 << 62 > 0', '-1 >> 1 == -1', '1u - 2 > 0',
    '(-1 >> 63) == -1', '1 ? 2 : 0', '0 ? 0 : 1 ? 1 : 0', '0 || 1 && 1', '1 || 1 / 0', '0 ? 1 / 0 : 1', '(0 , 1)',
    "'a' == 97", "'\\377' < 0", "L'\\377' == 255", '010 == 8', '0b11 == 3', '5ull == 5', 'ONE', 'F(ONE) == 1', 'NOPE == 0',
    'defined ONE', 'defined(ONE) && !defined NOPE', '0xffffffff == 4294967295', '-0x80000000 < 0',
  ]) assert.equal(holds(condition), true, condition); // biome-ignore format: a table
  for (const condition of ['0', 'NOPE', 'F', '1 == 2', '!1', '0 && 1 / 0', '-1 < 0u']) {
    assert.equal(holds(condition), false, condition);
  }
});

test('conditions that are wrong are reported and do not hold', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['', '#if with no expression'],
    ['1 +', "operator '+' has no right operand"],
    ['* 1', "operator '*' has no left operand"],
    ['1 2', 'missing binary operator before token "2"'],
    ['F(1)', 'missing binary operator before token "("'],
    ['(1', "missing ')' in expression"],
    ['1)', "missing '(' in expression"],
    ['()', "missing expression between '(' and ')'"],
    ['1 ? 2', "'?' without following ':'"],
    ['1 : 2', "':' without preceding '?'"],
    ['"x"', 'token ""x"" is not valid in preprocessor expressions'],
    ['1 = 1', 'token "=" is not valid in preprocessor expressions'],
    ['1.0', 'floating constant in preprocessor expression'],
    ['0 % 0', 'division by zero in #if'],
    ['defined', 'operator "defined" requires an identifier'],
    ['defined(X', 'missing \')\' after "defined"'],
  ];
  for (const [condition, message] of cases) {
    const { text, messages } = preprocessText(`#if ${condition}\nyes\n#endif`);
    assert.equal(text, '', condition);
    assert.deepEqual(messages, [`error 1: ${message}`], condition);
  }
});

test('groups are taken and skipped', () => {
  const program = (x: number): string =>
    `#define X ${x}\n#if X == 0\na\n#elif X == 1\nb\n#if 0\nc\n#else\nd\n#endif\n#elif X == 2\ne\n#else\nf\n#endif\ng`;
  assert.deepEqual(
    [0, 1, 2, 3].map((x) => preprocessText(program(x)).text),
    ['a g', 'b d g', 'e g', 'f g'],
  );
  assert.equal(preprocessText('#ifdef X\na\n#elifndef X\nb\n#endif\n#ifndef X\nc\n#elifdef X\nd\n#endif').text, 'b c');
});

test('what is skipped is not looked at', () => {
  const { text, messages } = preprocessText(
    '#if 0\ndon\'t "\n#error no\n#include "none"\n#if 1/0 (\n#elif\n#bad\n#else\n#endif\n#elif 1\na\n#elif 1/0\n#endif',
  );
  assert.equal(text, 'a');
  assert.deepEqual(messages, []);
});

test('conditions that do not pair are reported', () => {
  assert.deepEqual(preprocessText('#if 1\n#ifdef X\n').messages, [
    'error 1: unterminated #if',
    'error 2: unterminated #ifdef',
  ]);
  assert.deepEqual(preprocessText('#endif\n#elif 1\n').messages, [
    'error 1: #endif without #if',
    'error 2: #elif without #if',
  ]);
  assert.deepEqual(preprocessText('#if 0\n#else\n#else\n#elif 1\n#endif x').messages, [
    'error 3: #else after #else',
    'error 4: #elif after #else',
    'warning 5: extra tokens at end of #endif directive',
  ]);
});

test('__has_include, __has_attribute and __has_builtin', () => {
  const { text, messages } = preprocessText(
    `#define A "a.h"
#ifdef __has_include
#if __has_include("a.h") && __has_include(<a.h>) && __has_include(A) && !__has_include("b.h")
1
#endif
#endif
#if __has_attribute(packed) && __has_attribute(__packed__) && !__has_attribute(foo) && !__has_attribute(x::packed)
2
#endif
#if __has_builtin(__builtin_expect) && !__has_builtin(__builtin_foo)
3
#endif`,
    { 'a.h': '' },
    { hasAttribute: (name) => name === 'packed', hasBuiltin: (name) => name === '__builtin_expect' },
  );
  assert.equal(text, '1 2 3');
  assert.deepEqual(messages, []);
});

test('includes of all three forms, and who is asked what', () => {
  const asked: string[] = [];
  const files: Record<string, SourceFile> = {
    'a b.h': new SourceFile('a b.h', '1\n#include <s/c-d.h>\n#include_next "a b.h"\n'),
    's/c-d.h': new SourceFile('s/c-d.h', '2\n'),
  };
  const { text, messages } = preprocessText(
    '#define H <s/c-d.h>\n#define S "a b.h"\n#include "a b.h"\n#include H\n#include S\n#include "none.h" x\n#include 3\n#include <x',
    {},
    {
      resolve: (spelled, kind, from, next) => {
        asked.push(`${kind} ${spelled} from ${from.path}${next ? ' next' : ''}`);
        return next ? undefined : files[spelled];
      },
    },
  );
  assert.equal(text, '1 2 2 1 2');
  assert.deepEqual(asked, [
    'quoted a b.h from main.c',
    'angled s/c-d.h from a b.h',
    'quoted a b.h from a b.h next',
    'angled s/c-d.h from main.c',
    'quoted a b.h from main.c',
    'angled s/c-d.h from a b.h',
    'quoted a b.h from a b.h next',
    'quoted none.h from main.c',
  ]);
  assert.deepEqual(messages, [
    'error 3: a b.h: No such file or directory',
    'error 3: a b.h: No such file or directory',
    'warning 6: extra tokens at end of #include directive',
    'error 6: none.h: No such file or directory',
    'error 7: #include expects "FILENAME" or <FILENAME>',
    'error 8: missing terminating > character',
  ]);
});

test('guards, #pragma once and #import', () => {
  const files = {
    'guard.h': '#ifndef G\n#define G\ng\n#endif\n',
    'once.h': '#pragma once\no\n',
    'plain.h': 'p\n',
  };
  const twice = (line: string): string => `${line}\n${line}\n`;
  assert.equal(preprocessText(twice('#include "guard.h"'), files).text, 'g');
  assert.equal(preprocessText(twice('#include "once.h"'), files).text, 'o');
  assert.equal(preprocessText(twice('#import "plain.h"'), files).text, 'p');
  assert.equal(preprocessText(twice('#include "plain.h"'), files).text, 'p p');
});

test('an include guard counts only if it guards all of the file', () => {
  const lexed = new LexedFiles();
  const guard = (text: string) => lexed.get(new SourceFile('a.h', text)).guard?.text;
  assert.equal(guard('/* c */\n#ifndef A\n#define A\n#if 1\n#else\n#endif\n#endif // A\n'), 'A');
  assert.equal(guard('#if !defined(A)\nx\n#endif'), 'A');
  assert.equal(guard('#if !defined A\nx\n#endif'), 'A');
  for (const text of [
    '#ifndef A\n#endif\nx', 'x\n#ifndef A\n#endif', '#ifndef A\n#else\n#endif', '#if !defined(A) && B\n#endif', '#ifdef A\n#endif',
    '#ifndef A\n#endif\n#ifndef B\n#endif', '#if !defined(A)', '#ifndef\n#endif', '',
  ]) assert.equal(guard(text), undefined, text); // biome-ignore format: a table
});

test('#line says what places are called, and tokens keep the real ones', () => {
  const { unit, text } = preprocessText(
    '#line 100 "dir/x.c"\n__LINE__ __FILE__\n#define L 7\n#line L\n__LINE__\n# 33 "y.c"\n__LINE__ __FILE__',
  );
  assert.equal(text, '100 "dir/x.c" 7 33 "y.c"');
  assert.deepEqual(
    unit.tokens.map((token) => token.file.place(token.offset).line),
    [2, 2, 5, 7, 7, 7],
  );
  assert.deepEqual(unit.presumedPlace(unit.tokens[2]!), { path: 'dir/x.c', line: 7, column: 1 });
  assert.deepEqual(unit.presumedPlace(unit.tokens[4]!), { path: 'y.c', line: 33, column: 10 });
});

test('a composed file names the places of its pieces', () => {
  const model = new SourceFile('model.c', 'one\n__LINE__\nthree\n');
  const note = new SourceFile('note.md', '# Note\n\n__LINE__ __FILE__\n');
  const pieces = [
    { start: 0, file: model, offset: 0 },
    { start: 4, file: note, offset: 8 },
    { start: 22, file: model, offset: 4 },
  ];
  const composed = new SourceFile('model.c', 'one\n__LINE__ __FILE__\n__LINE__\nthree\n', 'model', pieces);
  const { unit } = preprocessText('#include "m"', {}, { resolve: () => composed });
  assert.deepEqual(texts(unit.tokens), ['one', '3', '"note.md"', '2', 'three']);
});

test('pragmas: push_macro, pop_macro and the GCC ones are done, others are kept with their place', () => {
  const { unit, text, messages } = preprocessText(
    `#define X 1
#pragma push_macro("X")
#undef X
#define X 2
X
#pragma pop_macro("X")
X
#pragma pack(push, 1)
struct
_Pragma("pack(pop)") end
#pragma GCC warning "careful"
#define P(x) _Pragma(#x) x
P(omp) P(push_macro("X"))
#pragma
`,
  );
  assert.equal(text, '2 1 struct end omp push_macro ( "X" )');
  assert.deepEqual(messages, ['warning 11: careful']);
  assert.deepEqual(
    unit.pragmas.map(({ before, tokens }) => [before, texts(tokens).join(' ')]),
    [
      [2, 'pack ( push , 1 )'],
      [3, 'pack ( pop )'],
      [4, 'omp'],
      [9, ''],
    ],
  );
});

test('files, macros and where the text depends on these', () => {
  const { unit } = preprocessText('#include "a.h"\n#define M A\nM\n#ifdef N\n#endif\n#undef M\n#include "a.h"\nB', {
    'a.h': '#ifndef A_H\n#define A_H\n#define A B(1)\n#define B(x) x\n#define C\n#endif',
  });
  assert.deepEqual(
    unit.files.map((file) => file.path),
    ['main.c', 'a.h'],
  );
  assert.deepEqual(
    unit.macros.map((macro) => macro.name),
    ['A_H', 'A', 'B', 'C', 'M'],
  );
  // A_H is asked for where the header is included again, M at its use and where it is undefined; nobody asks for C.
  const lookups = [...unit.macroLookups].map(([{ name }, tokens]) => [
    name,
    ...tokens.map(({ file, offset, text }) => `${text} ${file.path}:${file.place(offset).line}`),
  ]);
  assert.deepEqual(lookups, [
    ['M', 'M main.c:3', '# main.c:6'],
    ['A', 'M main.c:3'],
    ['B', 'M main.c:3', 'B main.c:8'],
    ['A_H', '# main.c:7'],
  ]);
  assert.deepEqual(unit.macros[2]?.parameters, ['x']);
  assert.equal(unit.macros[2]?.definition?.file.path, 'a.h');
});

test('what names mean is known at every place', () => {
  const { unit } = preprocessText('one\n#define X 1\ntwo\n#undef X\nthree\n#include "a.h"\nfour', {
    'a.h': '#define X 2\nfive',
  });
  const meaning = (text: string) => {
    const token = unit.tokens.find((candidate) => candidate.text === text);
    return unit.macrosAt(token).get('X')?.body[0]?.text;
  };
  assert.deepEqual(['one', 'two', 'three', 'four', 'five'].map(meaning), [undefined, '1', undefined, '2', '2']);
  assert.equal(unit.macrosAt(undefined).get('X')?.body[0]?.text, '2');
});

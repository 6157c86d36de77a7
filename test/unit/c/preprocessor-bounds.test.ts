/* Hostile input ends in an error after about a second: no hang, no crash, no overflow of JavaScript's stack. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DiagnosticBag, FatalDiagnostic } from '../../../src/c/diagnostics';
import { preprocess } from '../../../src/c/preprocessor';
import { SourceFile } from '../../../src/c/source';
import { preprocessText } from './preprocessText';

/** Of the processor's time: a generous multiple of what it takes. */
const SECONDS = 10;

function lines(count: number, line: (n: number) => string): string {
  return Array.from({ length: count }, (_, n) => line(n)).join('\n');
}

/** Runs a program that must end in time; gives the message that ended it, or its first error, or ''. */
function outcome(text: string, files: Readonly<Record<string, string>> = {}): string {
  const sources = new Map(Object.entries(files).map(([path, content]) => [path, new SourceFile(path, content)]));
  const diagnostics = new DiagnosticBag();
  const start = process.cpuUsage();
  try {
    preprocess(new SourceFile('a.c', text), { resolve: (spelled) => sources.get(spelled) }, diagnostics);
  } catch (error) {
    if (!(error instanceof FatalDiagnostic)) throw error;
  }
  const { user, system } = process.cpuUsage(start);
  assert.ok(user + system < SECONDS * 1e6, 'too slow');
  return diagnostics.list[0]?.message ?? '';
}

const doubling = (body: (n: number) => string): string => lines(60, (n) => `#define A${n + 1}${body(n)}`);

test('macro bombs', () => {
  const tooMany = /^the expansion of macro "A60" (makes more than 2000000 tokens|takes more than 10000000 steps)$/;
  assert.match(outcome(`#define A0 x\n${doubling((n) => ` A${n} A${n}`)}\nA60`), tooMany);
  assert.match(outcome(`#define A0(x) x\n${doubling((n) => `(x) A${n}(x) A${n}(x)`)}\nA60(1)`), tooMany);
  assert.match(outcome(`#define A0(x) x\n${doubling((n) => `(x) A${n}(x x)`)}\nA60(1)`), tooMany);
  assert.match(
    outcome(`#define A60(x) x x\n${'A60('.repeat(60)}1${')'.repeat(60)}`),
    /^the expansion of macro "A60" takes more than/,
  );
});

test('text bombs: # and ## that double', () => {
  assert.match(
    outcome(`#define A0(x) x\n${doubling((n) => `(x) A${n}(x ## x)`)}\nA60(q)`),
    /a token of more than 1048576/,
  );
  const strings = `#define S(x) #x\n#define D(x) S(x x)\n${'D('.repeat(60)}x${')'.repeat(60)}`;
  assert.match(outcome(strings), /a token of more than 1048576/);
});

test('a million parentheses in a condition are no problem, closed or not', () => {
  const million = 1_000_000;
  assert.equal(outcome(`#if ${'('.repeat(million)}1${')'.repeat(million)}\n#endif`), '');
  assert.equal(outcome(`#if ${'('.repeat(million)}1\n#endif`), "missing ')' in expression");
  assert.equal(outcome(`#if ${'!'.repeat(million)}1\n#endif`), '');
  assert.equal(outcome(`#if ${'1 ? 2 : '.repeat(200_000)}1\n#endif`), '');
});

test('a million parentheses in arguments', () => {
  const million = 1_000_000;
  const f = '#define f(x) x\n';
  assert.match(outcome(`${f}f(${'('.repeat(million)}`), /^unterminated argument list/);
  assert.match(outcome(`${f}${'f('.repeat(million)}1${')'.repeat(million)}`), /makes more than 2000000 tokens$/);
  assert.equal(outcome(`${f}f(${'('.repeat(100_000)}1${')'.repeat(100_000)})`), '');
  assert.equal(outcome(`${f}${'f('.repeat(500)}1${')'.repeat(500)}`), '');
});

test('long chains of macros', () => {
  const object = (length: number): string => lines(length, (n) => `#define A${n + 1} A${n}`);
  assert.equal(outcome(`#define A0 1\n${object(4000)}\nA4000`), '');
  assert.match(outcome(`#define A0 1\n${object(20_000)}\nA20000`), /is nested more than 5000 macros deep$/);
  const handedOn = `#define A0 1\n${object(4000)}\n#define N(x) x\n#define M(x) ${'N(x) '.repeat(50_000)}\nM(A4000)`;
  assert.match(outcome(handedOn), /^the expansion of macro "M" /);
});

test('includes: too large, itself, too many times', () => {
  const large = 'int x;\n'.repeat(15_000_000); // over 100 MB
  assert.match(outcome('#include "large"\n', { large }), /^large: more than \d+ characters to read/);
  assert.match(outcome(large), /^a.c: more than \d+ characters to read/);
  assert.match(outcome('#include "self"\n', { self: '#include "self"\n' }), /^#include nested depth 200 exceeds/);
  const tree = Object.fromEntries(
    Array.from({ length: 60 }, (_, n) => [`t${n}`, `#include "t${n + 1}"\n#include "t${n + 1}"\n`]),
  );
  assert.match(outcome('#include "t0"\n', { ...tree, t60: 'x\n' }), /characters to read in one translation unit$/);
});

test('what is large but valid works', () => {
  const members = `struct s {\n${lines(10_000, (n) => `int m${n};`)}\n};`;
  assert.equal(preprocessText(members).unit.tokens.length, 30_000 + 5 + 1);
  const parameters = Array.from({ length: 5_000 }, (_, n) => `a${n}`).join(',');
  assert.equal(preprocessText(`#define f(${parameters}) a4999\nf(${parameters})`).text, 'a4999');
  assert.equal(preprocessText(`#define f(...) #__VA_ARGS__\nf(${'1,'.repeat(50_000)})`).text.length, 100_002);
  assert.equal(preprocessText(`${'#if 1\n'.repeat(50_000)}x\n${'#endif\n'.repeat(50_000)}`).text, 'x');
});

test('limits can be set', () => {
  const text = '#define A(x) x x x x\nA(A(A(A(1))))';
  assert.equal(preprocessText(text).unit.tokens.length, 257);
  assert.throws(() => preprocessText(text, {}, { limits: { steps: 100 } }), /takes more than 100 steps/);
  assert.throws(() => preprocessText(text, {}, { limits: { tokens: 10 } }), /makes more than 10 tokens/);
  assert.throws(() => preprocessText(text, {}, { limits: { text: 20 } }), /more than 20 characters/);
  assert.throws(
    () => preprocessText('#define A B\n#define B C\n#define C 1\nA', {}, { limits: { expansionDepth: 1 } }),
    /1 macros deep/,
  );
});

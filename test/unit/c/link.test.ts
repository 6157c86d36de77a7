/**
 * Linking: names meet across translation units, and what gcc's linker refuses is refused.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DiagnosticBag } from '../../../src/c/diagnostics';
import { link } from '../../../src/c/link';
import type { Expression, Program } from '../../../src/c/tree';
import { linkTexts, parseGood } from './parseText';

function good(...texts: string[]): Program {
  const { program, errors } = linkTexts(texts);
  assert.deepEqual(errors, []);
  return program;
}

/** The expression that a function returns. */
function returned(program: Program, name: string): Expression {
  const definition = program.functions.find(({ symbol }) => symbol.name === name);
  const last = definition?.body.statements.at(-1);
  assert.ok(last?.kind === 'return' && last.value);
  return last.value;
}

function object(program: Program, name: string) {
  const found = program.objects.filter((variable) => variable.name === name);
  assert.equal(found.length, 1, name);
  return found[0];
}

test('a use in one unit is sent to the definition in another', () => {
  const program = good(
    'extern int counter; int next(void); int f(void) { return counter; } int g(void) { return next(); }',
    'int counter = 3; int next(void) { return 1; }',
  );
  const load = returned(program, 'f');
  assert.ok(load.kind === 'load' && load.object.kind === 'variable');
  assert.equal(load.object.variable, object(program, 'counter'));
  assert.equal(load.object.variable.defined, true);
  const call = returned(program, 'g');
  assert.ok(call.kind === 'call' && call.callee.kind === 'function');
  assert.equal(call.callee.symbol.definition?.symbol.unit, 1);
});

test('statics of two units are two', () => {
  const program = good(
    'static int x = 1; static int g(void) { return x; } int f1(void) { return g(); }',
    'static int x = 2; static int g(void) { return x; } int f2(void) { return g(); }',
  );
  assert.equal(program.objects.filter(({ name }) => name === 'x').length, 2);
  assert.equal(program.functions.filter(({ symbol }) => symbol.name === 'g').length, 2);
});

test('the address that one unit takes is taken of the definition', () => {
  const program = good('int f(int); int (*pointer)(int) = f;', 'int f(int a) { return a; }');
  const definition = program.functions.find(({ symbol }) => symbol.name === 'f');
  assert.equal(definition?.symbol.addressTaken, true);
});

test('static inline functions that nothing reaches are left out, with what only they use', () => {
  const program = good(`
    void missing(void); extern int nowhere;
    static inline void unused(void) { missing(); nowhere = 1; "text"; }
    static inline int leaf(void) { return 2; }
    static inline int used(void) { return leaf(); }
    static int kept(void) { return 0; }
    int f(void) { return used(); }
  `);
  assert.deepEqual(
    program.functions.map(({ symbol }) => symbol.name),
    ['leaf', 'used', 'kept', 'f'],
  );
  assert.deepEqual(program.objects, []);
  assert.deepEqual(program.undefinedFunctions, []);
});

test('a weak definition gives way, alone it serves', () => {
  const weak =
    '__attribute__((weak)) int f(void) { return 1; } __attribute__((weak)) int x = 1; int g(void) { return f() + x; }';
  const both = good(weak, 'int f(void) { return 2; } int x = 2;');
  const definitions = both.functions.filter(({ symbol }) => symbol.name === 'f');
  assert.deepEqual(
    definitions.map(({ symbol }) => symbol.unit),
    [1],
  );
  assert.equal(object(both, 'x')?.unit, 1);
  assert.equal(good(weak).functions.length, 2);
});

test('a weak reference may stay undefined', () => {
  const program = good('__attribute__((weak)) void hook(void); int f(void) { if (hook) hook(); return 0; }');
  assert.deepEqual(
    program.undefinedFunctions.map(({ name }) => name),
    ['hook'],
  );
});

test('an alias is what it stands for', () => {
  const program = good(
    'int real(int a) { return a; } int other(int a) __attribute__((alias("real")));',
    'int other(int); int f(void) { return other(1); }',
  );
  const call = returned(program, 'f');
  assert.ok(call.kind === 'call' && call.callee.kind === 'function');
  assert.equal(call.callee.symbol.name, 'real');
});

test('inline definitions serve where there is no external one', () => {
  const inline = 'inline int f(void) { return 1; } int g(void) { return f(); }';
  assert.equal(good(inline).functions.length, 2);
  const program = good(inline, 'int f(void) { return 2; }');
  assert.deepEqual(
    program.functions.map(({ symbol }) => [symbol.name, symbol.unit]),
    [
      ['g', 0],
      ['f', 1],
    ],
  );
});

test('a header that both units read is no conflict', () => {
  const header = `
    struct list { struct list *next; struct net *net; }; struct net; typedef unsigned long long u64;
    struct device { struct list list; u64 stats[2]; enum { UP, DOWN } state; void (*setup)(struct device *); };
    extern struct device first; int add(struct device *, const char *);
  `;
  good(`${header} struct device first;`, `${header} int add(struct device *d, const char *n) { return d->state; }`);
});

test('a unit can be linked again, with others', () => {
  const parsed = (text: string, unit: number) => parseGood(text, undefined, false, unit);
  const user = parsed('int f(void); int g(void) { return f(); }', 0);
  for (const value of [1, 2]) {
    const diagnostics = new DiagnosticBag();
    const program = link([user, parsed(`int f(void) { return ${value}; }`, 1)], diagnostics);
    assert.deepEqual(diagnostics.list, []);
    const call = returned(program, 'g');
    assert.ok(call.kind === 'call' && call.callee.kind === 'function');
    const definition = call.callee.symbol.definition;
    const last = definition?.body.statements[0];
    assert.ok(last?.kind === 'return' && last.value?.kind === 'integer');
    assert.equal(last.value.value, BigInt(value));
  }
});

const WRONG: readonly [what: string, texts: string[], ...errors: string[]][] = [
  [
    'a function defined twice',
    ['int f(void) { return 1; }', 'int f(void) { return 2; }'],
    "unit1.c: multiple definition of 'f'",
  ],
  ['an object defined twice', ['int x = 1;', 'int x;'], "unit1.c: multiple definition of 'x'"],
  [
    'types that differ',
    ['int x;', 'extern long x; long g(void) { return x; }'],
    "unit1.c: conflicting types for 'x' in two units; have 'long'",
  ],
  [
    'signatures that differ',
    ['int f(int a) { return a; }', 'int f(long);'],
    "unit1.c: conflicting types for 'f' in two units; have 'int (long)'",
  ],
  [
    'structs that differ',
    ['struct s { int a; }; struct s x;', 'struct s { long a; }; extern struct s x;'],
    "unit1.c: conflicting types for 'x' in two units; have 'struct s'",
  ],
  [
    'a function and an object',
    ['int x;', 'int x(void);'],
    "unit1.c: 'x' is a function in one unit and an object in another",
  ],
  [
    'an alias of nothing',
    ['int f(void) __attribute__((alias("g"))); int h(void) { return f(); }'],
    "unit0.c: 'f' aliased to undefined symbol 'g'",
  ],
];

for (const [what, texts, ...expected] of WRONG) {
  test(`${what}: an error`, () => assert.deepEqual(linkTexts(texts).errors, expected));
}

test('what is declared and not used need not be defined', () => {
  good('extern int x; int f(void); int g(void) { return sizeof(x) + sizeof(f()); }');
});

/**
 * Declarations: what is declared, where it lives, how declarations of one name are brought together.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ILP32 } from '../../../src/c/dataModel';
import { typeOfName } from '../../../src/c/parser';
import { typeName } from '../../../src/c/typeNames';
import { functionNamed, objectNamed, parseGood, parseText } from './parseText';

/** The type of file-scope name `x`, as C writes it. */
function typeOfX(declaration: string): string {
  const unit = parseGood(declaration);
  const type = typeOfName(unit, 'x');
  assert.ok(type);
  return typeName(type, 'x');
}

for (const declaration of [
  'int x',
  'unsigned long x',
  'const char *x',
  'char *const x',
  'volatile int *const volatile *x',
  'int x[3]',
  'int *x[3]',
  'int (*x)[3]',
  'int x[2][3]',
  'int (*x)(void)',
  'int (*x[3])(int, char *)',
  'int (*(*x)(int))[3]',
  'void (*x(int, void (*)(int)))(int)',
  'char *(*(*x)(char *, ...))[2]',
  'const int *const *x[3]',
  'int x()',
]) {
  test(`the declarator of '${declaration};' is read inside out`, () => {
    assert.equal(typeOfX(`${declaration};`), declaration);
  });
}

test('specifiers come in any order', () => {
  assert.equal(typeOfX('long unsigned int long x;'), 'unsigned long long x');
  assert.equal(typeOfX('int static const short unsigned x;'), 'const unsigned short x');
  assert.equal(typeOfX('typedef int T; const T volatile *x;'), 'const volatile T *x');
});

test('parameters of array and function type are pointers; their own qualifiers are not part of the function', () => {
  assert.equal(
    typeOfX('int x(int a[3], int b[][2], int c(int), const int d);'),
    'int x(int *, int (*)[2], int (*)(int), int)',
  );
  assert.equal(typeOfX('typedef int F(char); int x(F f);'), 'int x(F *)');
});

test('qualifiers on an array are its elements', () => {
  assert.equal(typeOfX('typedef int A[3]; const A x;'), 'const int x[3]');
});

test('typeof gives the type with its qualifiers; __auto_type that of the value', () => {
  assert.equal(typeOfX('const int y; typeof(y) *x;'), 'const int *x');
  const unit = parseGood('void f(const int *p) { __auto_type value = *p; __auto_type copy = p; }');
  const types = functionNamed(unit, 'f').locals.map((variable) => typeName(variable.type));
  assert.deepEqual(types, ['int', 'const int *']);
});

test('declarations of one object are one object, its type the composite of them', () => {
  const unit = parseGood('extern int table[]; int use(void) { return table[1]; } int table[4]; extern int table[];');
  const table = objectNamed(unit, 'table');
  assert.equal(typeName(table.type), 'int[4]');
  assert.equal(table.defined, true);
  const uses = [...unit.functionUses.values()].flatMap((use) => use.objects);
  assert.deepEqual(new Set(uses.map((node) => node.variable)), new Set([table]));
});

test('a prototype and the definition are one function', () => {
  const unit = parseGood('static int f(int); int g(void) { return f(1); } static int f(int a) { return a; }');
  const symbol = unit.functionSymbols.get('f');
  assert.equal(symbol?.linkage, 'internal');
  assert.equal(symbol?.definition, functionNamed(unit, 'f'));
});

test('a tentative array of unknown length has one element', () => {
  const { unit, warnings } = parseText('int x[];');
  assert.deepEqual(warnings, ["1:5: array 'x' assumed to have one element [-Wincomplete]"]);
  assert.equal(typeName(objectNamed(unit as never, 'x').type), 'int[1]');
});

test('inner declarations hide outer ones', () => {
  const unit = parseGood(`
    typedef int T;
    int f(int x) {
      { long x = 1; { enum { x = 7 }; char a[x]; x + (T)a[0]; } }
      T T = x;
      { struct s { int T; } s = { T }; return s.T; }
    }
  `);
  const { locals } = functionNamed(unit, 'f');
  assert.deepEqual(
    locals.map((variable) => [variable.name, typeName(variable.type)]),
    [
      ['x', 'long'],
      ['a', 'char[7]'],
      ['T', 'T'],
      ['s', 'struct s'],
    ],
  );
});

test('block-scope extern names the object of the file, static has one of its own', () => {
  const unit = parseGood('int shared; int f(void) { extern int shared; static int kept = 3; return shared + kept; }');
  const uses = unit.functionUses.get(functionNamed(unit, 'f'));
  assert.equal(uses?.objects[0]?.variable, objectNamed(unit, 'shared'));
  const [kept] = uses?.statics ?? [];
  assert.equal(kept?.name, 'kept');
  assert.equal(kept?.storage, 'static');
  assert.equal(kept?.linkage, 'none');
});

test('an old-style parameter arrives promoted and is narrowed', () => {
  const unit = parseGood('int f(a, b, c) char a; float b; int *c; { return a + b + *c; }');
  const { parameters, locals, body, symbol } = functionNamed(unit, 'f');
  assert.deepEqual(
    parameters.map((variable) => typeName(variable.type)),
    ['int', 'double', 'int *'],
  );
  assert.deepEqual(
    locals.map((variable) => typeName(variable.type, variable.name)),
    ['char a', 'float b'],
  );
  assert.deepEqual(
    body.statements.map((statement) => statement.kind),
    ['declaration', 'declaration', 'return'],
  );
  assert.equal(symbol.type.prototyped, false);
});

test('__func__ is the name of the function, under all its names', () => {
  const unit = parseGood('const char *f(void) { return __FUNCTION__ + sizeof(__func__); }');
  const [variable] = unit.functionUses.get(functionNamed(unit, 'f'))?.statics ?? [];
  const value = variable?.initializer?.parts[0]?.value;
  assert.ok(value?.kind === 'string');
  assert.equal(new TextDecoder().decode(value.bytes), 'f\0');
  assert.equal(variable?.readOnly, true);
});

test('equal strings share one object', () => {
  const unit = parseGood('const char *a = "one", *b = "one", *c = "two";');
  assert.equal(new Set(unit.fileUses.statics).size, 2);
});

test('attributes are kept with their arguments, alignment and section take effect', () => {
  const unit = parseGood(`
    enum { SIZE = 32 };
    __attribute__((__noreturn__, cold)) void stop(void);
    void early(void) __attribute__((patchable_function_entry(4), section(".init" ".text")));
    int x __attribute__((aligned(SIZE), section(".data..x"), weak));
    _Alignas(8) char y;
    const int z = 1;
  `);
  const stop = unit.functionSymbols.get('stop');
  assert.equal(stop?.noReturn, true);
  assert.deepEqual(
    unit.functionSymbols.get('early')?.attributes.map(({ name, arguments: list }) => [name, ...list]),
    [
      ['patchable_function_entry', 4n],
      ['section', '.init.text'],
    ],
  );
  const x = objectNamed(unit, 'x');
  assert.deepEqual([x.alignment, x.section, x.weak], [32, '.data..x', true]);
  assert.equal(objectNamed(unit, 'y').alignment, 8);
  assert.equal(objectNamed(unit, 'z').readOnly, true);
});

test('a typedef can raise and lower an alignment', () => {
  parseGood(`
    typedef int wide __attribute__((aligned(16)));
    typedef long loose __attribute__((aligned(1)));
    struct s { char c; loose l; }; struct t { char c; wide w; };
    _Static_assert(sizeof(struct s) == 9 && sizeof(struct t) == 32 && _Alignof(wide) == 16, "");
  `);
});

test('the i386 alignments of u64: 8 by __alignof__, 4 by _Alignof and in a struct', () => {
  parseGood(
    `
    typedef unsigned long long u64;
    struct s { int a; u64 b; }; struct s *p; u64 variable;
    _Static_assert(__alignof__(u64) == 8 && _Alignof(u64) == 4, "type");
    _Static_assert(__alignof__(p->b) == 4 && __alignof__(variable) == 8, "object");
    _Static_assert(sizeof(struct s) == 12 && __alignof__(struct s) == 4, "struct");
    `,
    ILP32,
  );
});

test('a flexible array member is as long as its initialiser', () => {
  const unit = parseGood('struct s { int n; short list[]; } x = { 3, { 1, 2, 3 } };');
  assert.equal(objectNamed(unit, 'x').storageSize, 10);
});

test('the end of main returns 0', () => {
  const unit = parseGood('int main(void) { if (0) return 1; }');
  const last = functionNamed(unit, 'main').body.statements.at(-1);
  assert.ok(last?.kind === 'return' && last.value?.kind === 'integer');
  assert.equal(last.value.value, 0n);
});

test('file-scope names and tags can be asked for', () => {
  const unit = parseGood('struct net; enum kind { A, B }; typedef struct net net_t; int counter; void f(net_t *);');
  assert.deepEqual([...unit.tags.keys()], ['net', 'kind']);
  assert.deepEqual(typeName(typeOfName(unit, 'f') as never), 'void (net_t *)');
  assert.equal(typeOfName(unit, 'missing'), undefined);
  assert.equal(unit.names.get('B')?.kind, 'constant');
});

test('transparent unions take what their members take', () => {
  const unit = parseGood(`
    typedef union { int *number; char *text; } either __attribute__((transparent_union));
    void take(either);
    void f(int *n, char *t) { take(n); take(t); take(0); }
  `);
  assert.equal(functionNamed(unit, 'f').body.statements.length, 3);
});

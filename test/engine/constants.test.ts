/**
 * Constant expressions have gcc's types and values: random expressions over all integer types and double, with casts, are folded
 * by the engine and by gcc, in both data models.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { evaluate } from '../../src/c/constant';
import type { Expression } from '../../src/c/tree';
import { typeName } from '../../src/c/typeNames';
import type { DataModel } from '../../src/c/types';
import { MODELS, objectNamed, parseGood } from '../unit/c/parseText';
import { gccCompile } from './gccCompiler';
import { staticBytes } from './staticBytes';

const SEED = 7_771_234;

const TYPES = [
  '_Bool', 'char', 'signed char', 'unsigned char', 'short', 'unsigned short', 'int', 'unsigned int', 'long', 'unsigned long',
  'long long', 'unsigned long long',
]; // biome-ignore format: a list

const literal = fc.oneof(
  fc
    .tuple(
      fc.oneof(
        fc.bigInt(0n, 20n),
        fc.bigInt(0n, (1n << 63n) - 1n),
        fc.constantFrom(0x7fffffffn, 0x80000000n, 0xffffffffn),
      ),
      fc.constantFrom('', 'u', 'l', 'ul', 'll', 'ull'),
      fc.boolean(),
    )
    .map(([value, suffix, hex]) => (hex ? `0x${value.toString(16)}${suffix}` : `${value}${suffix}`)),
  fc.constantFrom("'a'", "'\\xff'", 'RED', 'BIG', 'LOW', 'sizeof(int)', 'sizeof(long)', '_Alignof(short)'),
);

/** Integer expressions; shifts are by literal amounts and division by literals, so that all have a value. */
const integer: fc.Arbitrary<string> = fc.letrec((tie) => {
  const sub = tie('integer') as fc.Arbitrary<string>;
  return {
    integer: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true },
      literal,
      fc
        .tuple(fc.constantFrom('+', '-', '*', '&', '|', '^', '==', '!=', '<', '>', '<=', '>=', '&&', '||'), sub, sub)
        .map(([op, a, b]) => `(${a} ${op} ${b})`),
      fc
        .tuple(fc.constantFrom('/', '%'), sub, fc.constantFrom('3', '7u', '11l', '1000000007ll'))
        .map(([op, a, b]) => `(${a} ${op} ${b})`),
      fc.tuple(fc.constantFrom('<<', '>>'), sub, fc.nat(7)).map(([op, a, b]) => `((${a}) ${op} ${b})`),
      fc.tuple(fc.constantFrom('-', '~', '!', '+'), sub).map(([op, a]) => `(${op}${a})`),
      fc.tuple(fc.constantFrom(...TYPES), sub).map(([type, a]) => `((${type})${a})`),
      fc.tuple(sub, sub, sub).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
      fc
        .tuple(fc.constantFrom('__builtin_popcount', '__builtin_bswap32', '__builtin_ffsll', '__builtin_parity'), sub)
        .map(([f, a]) => `${f}(${a})`),
    ),
  };
}).integer as fc.Arbitrary<string>;

const floating: fc.Arbitrary<string> = fc.letrec((tie) => {
  const sub = tie('floating') as fc.Arbitrary<string>;
  return {
    floating: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom('1.5', '0.1', '3.25f', '1e10', '0x1.8p3', '0.3f', '123456789.0'),
      fc
        .tuple(fc.constantFrom('int', 'long long', 'unsigned long long'), fc.bigInt(0n, 1n << 62n))
        .map(([t, v]) => `((${t})${v}ll)`),
      fc
        .tuple(fc.constantFrom('+', '-', '*', '/'), sub, sub)
        .map(([op, a, b]) => `(${a} ${op} ${op === '/' ? `(${b} + 2.5)` : b})`),
      fc.tuple(fc.constantFrom('float', 'double'), sub).map(([type, a]) => `((${type})${a})`),
      fc.tuple(sub, sub, sub).map(([a, b, c]) => `(${a} < ${b} ? ${b} : ${c})`),
      sub.map((a) => `(-${a})`),
    ),
  };
}).floating as fc.Arbitrary<string>;

const PROLOGUE = 'enum { RED, BIG = 0x7fffffff, LOW = -5 };\n';

/** The type of an integer expression, as the engine sees it. */
function typeOf(expressions: readonly string[], model: DataModel): string[] {
  const fields = expressions.map((text, index) => `__typeof__(${text}) t${index};`);
  const unit = parseGood(`${PROLOGUE}struct types { ${fields.join('\n')} };`, model, false);
  const tag = unit.tags.get('types');
  assert.ok(tag?.kind === 'record');
  return (tag.record.members ?? []).map((member) => typeName(member.type));
}

for (const model of MODELS) {
  test(`integer constant expressions have gcc's type and value (${model.name})`, () => {
    // The exact result of a signed overflow is not gcc's promise, but folding wraps.
    const expressions = fc.sample(integer, { numRuns: 600, seed: SEED });
    const types = typeOf(expressions, model);
    const lines = expressions.map(
      (text, index) =>
        `unsigned long long v${index} __attribute__((section(".probe"), aligned(1))) = (unsigned long long)(${text});`,
    );
    const unit = parseGood(PROLOGUE + lines.join('\n'), model, false);
    const checks = expressions.map(
      (text, index) =>
        `_Static_assert(__builtin_types_compatible_p(__typeof__(${text}), ${types[index]}), "type of ${index}");`,
    );
    const compiled = gccCompile(PROLOGUE + [...lines, ...checks].join('\n'), model, ['-w', '-fwrapv']);
    assert.ok(compiled.ok, compiled.output.split('\n').slice(0, 12).join('\n'));
    expressions.forEach((text, index) => {
      const ours = staticBytes(objectNamed(unit, `v${index}`), model);
      assert.deepEqual([...ours], [...compiled.probe.slice(index * 8, index * 8 + 8)], text);
    });
  });

  test(`floating constant expressions have gcc's value (${model.name})`, () => {
    // On i386 gcc keeps intermediate results wider (FLT_EVAL_METHOD 2); the engine, like -mfpmath=sse, does not.
    const expressions = fc.sample(floating, { numRuns: 300, seed: SEED });
    const lines = expressions.map(
      (text, index) => `double v${index} __attribute__((section(".probe"), aligned(1))) = (double)(${text});`,
    );
    const unit = parseGood(lines.join('\n'), model, false);
    const compiled = gccCompile(lines.join('\n'), model, ['-w', '-msse2', '-mfpmath=sse']);
    assert.ok(compiled.ok, compiled.output.slice(0, 2000));
    expressions.forEach((text, index) => {
      const ours = staticBytes(objectNamed(unit, `v${index}`), model);
      assert.deepEqual([...ours], [...compiled.probe.slice(index * 8, index * 8 + 8)], text);
    });
  });
}

test('address constants are a symbol and an offset in bytes', () => {
  const unit = parseGood(`
    struct pair { char tag; struct { int a[4]; } inner; } pairs[3];
    int *element = &pairs[2].inner.a[1];
    char *before = (char *)&pairs[1] - 3;
    unsigned long number = (unsigned long)&pairs[1] + 2;
    void (*handler)(void);
    void f(void) {}
    void (*pointer)(void) = &f;
    const char *text = "abc" + 1;
    int *null = (int *)((struct pair *)0)->inner.a;
  `);
  const constant = (name: string) => {
    const value = objectNamed(unit, name).initializer?.parts[0]?.value as Expression;
    return evaluate(value, unit.model);
  };
  const at = (name: string) => {
    const found = constant(name);
    return found?.kind === 'address' ? ['name' in found.base ? found.base.name : '', found.offset] : found;
  };
  assert.deepEqual(at('element'), ['pairs', 2n * 20n + 4n + 4n]);
  assert.deepEqual(at('before'), ['pairs', 17n]);
  assert.deepEqual(at('number'), ['pairs', 22n]);
  assert.deepEqual(at('pointer'), ['f', 0n]);
  assert.deepEqual(at('text'), ['', 1n]);
  assert.deepEqual(constant('null'), { kind: 'integer', value: 4n });
});

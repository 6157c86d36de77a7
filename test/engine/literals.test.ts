/* Constants have the bytes and the types that gcc gives them, in both data models. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ILP32, LP64 } from '../../src/c/dataModel';
import { DiagnosticBag } from '../../src/c/diagnostics';
import { lex } from '../../src/c/lexer';
import { decodeCharacter, decodeNumber, decodeString } from '../../src/c/literals';
import { SourceFile } from '../../src/c/source';
import type { DataModel, IntegerName } from '../../src/c/types';
import { gccCompile } from './gccCompiler';

const COUNT = Number(process.env.LITERALS ?? 2000);

function sample<T>(values: fc.Arbitrary<T>): T[] {
  return fc.sample(values, { seed: 7, numRuns: COUNT });
}

function tokensOf(text: string) {
  return lex(new SourceFile('a.c', text)).slice(0, -1);
}

/** The bytes of objects that gcc initialises, in order, each of `size` bytes. */
function gccBytes(definition: string, model: DataModel): DataView {
  const { ok, output, probe } = gccCompile(definition, model, ['-w', '-fno-common']);
  assert.ok(ok, output);
  return new DataView(probe.buffer, probe.byteOffset, probe.byteLength);
}

const digits = fc.stringMatching(/^[0-9]{1,25}$/);
const decimal = fc
  .tuple(digits, digits, fc.integer({ min: -340, max: 320 }))
  .map(([whole, fraction, exponent]) => `${whole}.${fraction}e${exponent}`);
const hexadecimal = fc
  .tuple(
    fc.stringMatching(/^[0-9a-f]{1,18}$/),
    fc.stringMatching(/^[0-9a-f]{0,18}$/),
    fc.integer({ min: -1120, max: 1030 }),
  )
  .map(([whole, fraction, exponent]) => `0x${whole}.${fraction}p${exponent}`);
const smallHexadecimal = hexadecimal.map((text) => text.replace(/p(-?)\d*(\d\d)$/, 'p$1$2'));

test(`${COUNT * 2} floating constants are rounded as gcc rounds them`, () => {
  const doubles = sample(fc.oneof(decimal, hexadecimal));
  const floats = sample(
    fc.oneof(
      decimal.map((text) => text.replace(/e(-?)\d*(\d)$/, 'e$1$2')),
      smallHexadecimal,
    ),
  );
  const text = `__attribute__((section(".probe"))) struct { double d[${COUNT}]; float f[${COUNT}]; } x = {
{ ${doubles.join(',\n')} }, { ${floats.map((each) => `${each}f`).join(',\n')} } };`;
  const bytes = gccBytes(text, LP64);
  const value = (token: string) => decodeNumber(tokensOf(token)[0]!, LP64, new DiagnosticBag()).value;
  for (const [n, each] of doubles.entries()) {
    assert.ok(Object.is(value(each), bytes.getFloat64(n * 8, true)), each);
  }
  for (const [n, each] of floats.entries()) {
    assert.ok(Object.is(value(`${each}f`), bytes.getFloat32(COUNT * 8 + n * 4, true)), `${each}f`);
  }
});

const TYPES: readonly IntegerName[] = [
  'int', 'unsigned int', 'long', 'unsigned long', 'long long', 'unsigned long long',
]; // biome-ignore format: a table

for (const model of [LP64, ILP32]) {
  test(`${COUNT} integer constants have gcc's values and types (${model.name})`, () => {
    const suffix = fc.constantFrom('', '', 'u', 'l', 'UL', 'll', 'LLu', 'ull');
    const value = fc.oneof(
      fc.bigInt({ min: 0n, max: (1n << 63n) - 1n }),
      fc.integer({ min: 28, max: 62 }).chain((bit) => fc.constantFrom(-1n, 0n, 1n).map((d) => (1n << BigInt(bit)) + d)),
    );
    const written = fc.tuple(value, fc.constantFrom(10, 16, 8, 2), suffix).map(([number, radix, ending]) => {
      const prefix = { 10: '', 16: '0x', 8: '0', 2: '0b' }[radix] ?? '';
      return prefix + number.toString(radix) + ending;
    });
    const constants = sample(written);
    const associations = TYPES.map((type, n) => `${type}: ${n}`).join(', ');
    const text = `__attribute__((section(".probe"))) struct { unsigned long long value, type; } x[] = {
${constants.map((each) => `{ ${each}, _Generic(${each}, ${associations}) }`).join(',\n')} };`;
    const bytes = gccBytes(text, model);
    constants.forEach((each, n) => {
      const ours = decodeNumber(tokensOf(each)[0]!, model, new DiagnosticBag());
      assert.equal(ours.value, bytes.getBigUint64(n * 16, true), each);
      assert.equal(ours.type, TYPES[bytes.getUint8(n * 16 + 8)], each);
    });
  });

  test(`${COUNT} character constants have gcc's values (${model.name})`, () => {
    const unit = fc.oneof(
      fc.constantFrom(
        'a',
        '"',
        '?',
        '\\n',
        '\\a',
        '\\e',
        "\\'",
        '\\\\',
        '\\0',
        '\\7',
        '\\177',
        '\\377',
        '\\x0',
        '\\x7f',
        '\\xff',
      ),
      fc.constantFrom('é', '€', '\u{1F600}', '\\u00e9', '\\u20ac', '\\U0001F600', '\\x1', '\\12'),
    );
    const written = fc
      .tuple(fc.constantFrom('', '', 'L', 'u', 'U'), fc.array(unit, { minLength: 1, maxLength: 5 }))
      .map(([prefix, units]) => `${prefix}'${units.join('')}'`);
    const constants = sample(written);
    const text = `__attribute__((section(".probe"))) long long x[] = { ${constants.join(',\n')} };`;
    const bytes = gccBytes(text, model);
    constants.forEach((each, n) => {
      const ours = decodeCharacter(tokensOf(each)[0]!, model, new DiagnosticBag());
      assert.equal(ours.value, bytes.getBigInt64(n * 8, true), each);
    });
  });
}

test(`${COUNT} strings have gcc's bytes`, () => {
  const unit = fc.oneof(
    fc.constantFrom(
      'a',
      "'",
      '\\n',
      '\\"',
      '\\0',
      '\\1234',
      '\\x1f',
      '\\xff',
      'é',
      '\u{1F600}',
      '\\u20ac',
      '\\U0001F600',
      '1',
    ),
  );
  const quoted = fc.array(unit, { maxLength: 6 }).map((units) => `"${units.join('')}"`);
  const written = fc
    .tuple(fc.constantFrom('', '', 'u8', 'L', 'u', 'U'), fc.array(quoted, { minLength: 1, maxLength: 3 }))
    .map(([prefix, parts]) => prefix + parts.join(' '));
  const strings = sample(written);
  const types = { '': 'char', u8: 'char', L: 'int', u: 'unsigned short', U: 'unsigned int' };
  const decoded = strings.map((each) => decodeString(tokensOf(each), LP64, new DiagnosticBag()));
  const members = decoded.map(({ prefix, units }, n) => `${types[prefix]} s${n}[${units.length + 1}];`);
  const text = `__attribute__((section(".probe"))) struct __attribute__((packed)) { ${members.join(' ')} } x = {
${strings.join(',\n')} };`;
  const bytes = gccBytes(text, LP64);
  let at = 0;
  decoded.forEach(({ units, elementSize }, n) => {
    for (const unit of [...units, 0]) {
      const gcc =
        elementSize === 1
          ? bytes.getUint8(at)
          : elementSize === 2
            ? bytes.getUint16(at, true)
            : bytes.getUint32(at, true);
      assert.equal(unit, gcc, strings[n]);
      at += elementSize;
    }
  });
  assert.equal(at, bytes.byteLength);
});

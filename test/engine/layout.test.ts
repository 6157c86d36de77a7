/**
 * Layouts are gcc's: random structs and unions (bit-fields, packed, aligned, nested, anonymous, empty) are laid out by the engine,
 * and gcc checks each size, alignment and offset by `_Static_assert`; the bits of a bit-field are compared in the bytes of an
 * initialised object. Both data models.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DiagnosticBag } from '../../src/c/diagnostics';
import { describeLayout, preferredAlignOf } from '../../src/c/layout';
import { parse } from '../../src/c/parser';
import { preprocess } from '../../src/c/preprocessor';
import { SourceFile } from '../../src/c/source';
import type { DataModel, RecordDefinition } from '../../src/c/types';
import { MODELS, parseGood } from '../unit/c/parseText';
import { gccCompile } from './gccCompiler';

const SEED = 20_240_611;

const TYPEDEFS = `
typedef unsigned long long u64;
typedef u64 aligned_u64 __attribute__((aligned(8)));
typedef int wide_int __attribute__((aligned(16)));
typedef int narrow_int __attribute__((aligned(2)));
typedef unsigned char byte;
enum color { RED, GREEN, BLUE };
enum sign { MINUS = -1, PLUS };
enum small { A, B } __attribute__((packed));
struct nothing {};
struct pair { char tag; u64 value; };
struct tight { char tag; u64 value; } __attribute__((packed));
union either { char text[5]; short number; };
`;

const scalar = fc.constantFrom(
  'char', 'signed char', 'unsigned short', 'int', 'unsigned int', 'long', 'unsigned long', 'long long', 'u64', '_Bool', 'float',
  'double', 'long double', 'void *', 'aligned_u64', 'wide_int', 'narrow_int', 'enum color', 'enum small', 'struct nothing',
  'struct pair', 'struct tight', 'union either', 'byte',
); // biome-ignore format: a list

/** gcc refuses arrays of elements aligned beyond their size. */
const element = scalar.filter((type) => type !== 'wide_int');

const bitFieldType = fc.constantFrom(
  ['char', 8], ['unsigned char', 8], ['short', 16], ['unsigned short', 16], ['int', 32], ['unsigned int', 32], ['long long', 64],
  ['u64', 64], ['_Bool', 1], ['enum color', 32], ['enum sign', 32], ['aligned_u64', 64], ['byte', 8],
); // biome-ignore format: a list

const attribute = fc.oneof(
  { weight: 12, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.constant(' __attribute__((packed))') },
  { weight: 1, arbitrary: fc.constantFrom(1, 2, 4, 8, 16, 32).map((n) => ` __attribute__((aligned(${n})))`) },
  { weight: 1, arbitrary: fc.constant(' __attribute__((packed, aligned(2)))') },
);

/** A member declaration; `@` stands for a name not used before. */
const member: fc.Arbitrary<string> = fc.letrec((tie) => ({
  member: fc.oneof(
    { depthSize: 'small' },
    { weight: 4, arbitrary: fc.tuple(scalar, attribute).map(([type, after]) => `${type} @${after};`) },
    {
      weight: 5,
      arbitrary: fc
        .tuple(bitFieldType, fc.nat(63), attribute)
        .map(([[type, bits], width, after]) => `${type} @ : ${(width % Number(bits)) + 1}${after};`),
    },
    { weight: 1, arbitrary: bitFieldType.map(([type]) => `${type} : 0;`) },
    {
      weight: 1,
      arbitrary: fc.tuple(bitFieldType, fc.nat(63)).map(([[type, bits], n]) => `${type} : ${n % (Number(bits) + 1)};`),
    },
    { weight: 1, arbitrary: fc.tuple(element, fc.nat(3)).map(([type, length]) => `${type} @[${length}];`) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          fc.constantFrom('struct', 'union'),
          fc.array(tie('member') as fc.Arbitrary<string>, { maxLength: 4 }),
          attribute,
        )
        .map(([keyword, list, after]) => `${keyword} { ${list.join(' ')} }${after};`),
    },
  ),
})).member as fc.Arbitrary<string>;

const record = fc
  .tuple(
    fc.constantFrom('struct', 'struct', 'struct', 'union'),
    fc.array(member, { maxLength: 7 }),
    attribute,
    fc.boolean(),
  )
  .map(([keyword, list, after, flexible]) => {
    let text = list.join(' ');
    let names = 0;
    text = text.replace(/@/g, () => `m${names++}`);
    if (flexible && keyword === 'struct' && /^\w[\w ]* \*?m0\W/.test(text)) text += ' int rest[];';
    return (name: string) => `${keyword} ${name} { ${text} }${after};\n`;
  });

interface Named {
  readonly tag: string;
  readonly record: RecordDefinition;
}

/** Asserts, in C, of what the engine computed. */
function assertions({ tag, record }: Named, model: DataModel): string {
  const type = `${record.keyword} ${tag}`;
  const layout = describeLayout(record, model);
  assert.ok(layout);
  const lines = [
    `_Static_assert(sizeof(${type}) == ${layout.size}, "size of ${tag}");`,
    `_Static_assert(_Alignof(${type}) == ${layout.alignment}, "alignment of ${tag}");`,
    `_Static_assert(__alignof__(${type}) == ${preferredAlignOf({ kind: 'record', record }, model)}, "alignment of ${tag}");`,
  ];
  for (const entry of layout.entries) {
    if (entry.name === '' || entry.bits) continue;
    lines.push(
      `_Static_assert(__builtin_offsetof(${type}, ${entry.name}) == ${entry.offset}, "${tag}.${entry.name}");`,
    );
  }
  return lines.join('\n');
}

/** The names of a record's bit-fields, with where the engine puts their bits, counted from the record's start. */
function bitFields({ record }: Named, model: DataModel) {
  const entries = describeLayout(record, model)?.entries ?? [];
  return entries.flatMap((entry) =>
    entry.bits && entry.name !== ''
      ? [{ name: entry.name, first: entry.offset * 8 + entry.bits.first, width: entry.bits.width }]
      : [],
  );
}

for (const model of MODELS) {
  test(`random structs and unions are laid out as gcc does (${model.name})`, () => {
    const shapes = fc.sample(record, { numRuns: 400, seed: SEED });
    const text = TYPEDEFS + shapes.map((shape, index) => shape(`S${index}`)).join('');
    const unit = parseGood(text, model, false);
    const named: Named[] = shapes.map((_, index) => {
      const tag = unit.tags.get(`S${index}`);
      assert.ok(tag?.kind === 'record');
      return { tag: `S${index}`, record: tag.record };
    });
    const probes: string[] = [];
    const expected: { readonly what: string; readonly bytes: Uint8Array }[] = [];
    for (const one of named) {
      for (const { name, first, width } of bitFields(one, model)) {
        if (one.record.members?.some((other) => other.type.kind === 'array' && other.type.length === undefined))
          continue;
        const bytes = new Uint8Array(one.record.size);
        for (let bit = first; bit < first + width; bit++) bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (1 << (bit & 7));
        expected.push({ what: `${one.tag}.${name}`, bytes });
        const type = `${one.record.keyword} ${one.tag}`;
        probes.push(
          `struct { ${type} s; char end; } __attribute__((packed)) probe${probes.length} ` +
            `__attribute__((section(".probe"), aligned(1))) = { { .${name} = -1 }, 0x5a };`,
        );
      }
    }
    const program = `${text}${named.map((one) => assertions(one, model)).join('\n')}\n${probes.join('\n')}\n`;
    const compiled = gccCompile(program, model);
    assert.ok(compiled.ok, compiled.output.split('\n').slice(0, 20).join('\n'));
    assert.ok(expected.length > 300, 'enough bit-fields');
    let at = 0;
    for (const { what, bytes } of expected) {
      assert.deepEqual([...compiled.probe.slice(at, at + bytes.length)], [...bytes], what);
      assert.equal(compiled.probe[at + bytes.length], 0x5a, `${what}: end`);
      at += bytes.length + 1;
    }
  });
}

for (const model of MODELS) {
  test(`#pragma pack packs as gcc does (${model.name})`, () => {
    const shapes = fc.sample(record, { numRuns: 200, seed: SEED + 1 });
    const random = fc.sample(fc.nat(5), { numRuns: 200, seed: SEED });
    const pragma = ['pack(1)', 'pack(2)', 'pack(push, 4)', 'pack()', 'pack(pop)', 'pack(push)\n#pragma pack(8)'];
    const pragmas = shapes.map((_, index) => (index % 3 === 0 ? `#pragma ${pragma[random[index] ?? 0]}\n` : ''));
    const text = TYPEDEFS + shapes.map((shape, index) => pragmas[index] + shape(`S${index}`)).join('');
    const diagnostics = new DiagnosticBag();
    const unit = preprocess(new SourceFile('test.c', text), {}, diagnostics);
    const parsed = parse(unit.tokens, { model, diagnostics, unit: 0, pragmas: unit.pragmas });
    assert.ok(!diagnostics.hasErrors);
    const asserted = shapes.map((_, index) => {
      const tag = parsed.tags.get(`S${index}`);
      assert.ok(tag?.kind === 'record');
      return assertions({ tag: `S${index}`, record: tag.record }, model);
    });
    const compiled = gccCompile(`${text}${asserted.join('\n')}\n`, model);
    assert.ok(compiled.ok, compiled.output.split('\n').slice(0, 20).join('\n'));
  });
}

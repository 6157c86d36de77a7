/**
 * Initialisers put gcc's bytes into objects: random aggregates get random initialisers (elided braces, nested designators, ranges,
 * overriding, strings, excess elements), and the bytes are compared, in both data models.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DataModel } from '../../src/c/types';
import { MODELS, objectNamed, parseGood } from '../unit/c/parseText';
import { gccCompile } from './gccCompiler';
import { staticBytes } from './staticBytes';

/** A small seeded generator, so that a failure repeats. */
class Random {
  constructor(private state: number) {}
  below(limit: number): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * limit);
  }
  chance(oneIn: number): boolean {
    return this.below(oneIn) === 0;
  }
  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }
}

type Shape =
  | { readonly kind: 'scalar'; readonly text: string; readonly bits?: number }
  | { readonly kind: 'chars'; readonly length: number }
  | { readonly kind: 'array'; readonly of: Shape; readonly length: number }
  | { readonly kind: 'record'; readonly keyword: string; readonly members: readonly Named[] };

interface Named {
  readonly name: string; // '' for an anonymous record
  readonly shape: Shape;
}

let names = 0;

function makeShape(random: Random, depth: number): Shape {
  const kind = depth === 0 ? 0 : random.below(5);
  if (kind <= 1) {
    if (random.chance(6)) return { kind: 'chars', length: 1 + random.below(5) };
    return {
      kind: 'scalar',
      text: random.pick(['char', 'short', 'int', 'unsigned long', 'long long', '_Bool', 'double', 'float']),
    };
  }
  if (kind === 2) return { kind: 'array', of: makeShape(random, depth - 1), length: 1 + random.below(4) };
  const members: Named[] = [];
  const count = 1 + random.below(4);
  for (let n = 0; n < count; n++) {
    if (random.chance(5))
      members.push({ name: `m${names++}`, shape: { kind: 'scalar', text: 'int', bits: 1 + random.below(31) } });
    else {
      const shape = makeShape(random, depth - 1);
      members.push({ name: shape.kind === 'record' && random.chance(3) ? '' : `m${names++}`, shape });
    }
  }
  return { kind: 'record', keyword: random.chance(4) ? 'union' : 'struct', members };
}

function declare(shape: Shape, name: string): string {
  switch (shape.kind) {
    case 'scalar':
      return `${shape.text} ${name}${shape.bits ? ` : ${shape.bits}` : ''};`;
    case 'chars':
      return `char ${name}[${shape.length}];`;
    case 'array':
      return declare(shape.of, `${name}[${shape.length}]`);
    case 'record': {
      const members = shape.members.map((member) => declare(member.shape, member.name)).join(' ');
      return `${shape.keyword} { ${members} } ${name};`;
    }
  }
}

const value = (random: Random): string => String(random.below(2000) - 500);

/** Scalars one after another, as many as the shape takes, for elided braces. */
function flat(random: Random, shape: Shape): string[] {
  switch (shape.kind) {
    case 'scalar':
      return [value(random)];
    case 'chars':
      return random.chance(2) ? ['"xyz"'] : Array.from({ length: shape.length }, () => value(random));
    case 'array':
      return Array.from({ length: shape.length }, () => flat(random, shape.of)).flat();
    case 'record': {
      const members = shape.keyword === 'union' ? shape.members.slice(0, 1) : shape.members;
      return members.flatMap((member) => flat(random, member.shape));
    }
  }
}

/** A designator of some part of the shape, and the part. */
function designate(random: Random, shape: Shape): { readonly text: string; readonly shape: Shape } | undefined {
  if (shape.kind === 'array') {
    const low = random.below(shape.length);
    const high = low + random.below(shape.length - low);
    const text = low < high && random.chance(2) ? `[${low} ... ${high}]` : `[${low}]`;
    return deeper(random, text, shape.of);
  }
  if (shape.kind === 'chars')
    return { text: `[${random.below(shape.length)}]`, shape: { kind: 'scalar', text: 'char' } };
  if (shape.kind === 'record') {
    const member = random.pick(shape.members);
    if (member.name === '') return designate(random, member.shape);
    return deeper(random, `.${member.name}`, member.shape);
  }
  return undefined;
}

function deeper(random: Random, text: string, shape: Shape) {
  const more = random.chance(2) ? designate(random, shape) : undefined;
  return more ? { text: text + more.text, shape: more.shape } : { text, shape };
}

function initialiser(random: Random, shape: Shape): string {
  switch (shape.kind) {
    case 'scalar':
      return random.chance(10) ? `{${value(random)}}` : value(random);
    case 'chars':
      return random.pick(['"ab"', '{"c"}', '{1, 2}', '"a\\0b"', '{}', '"longer than it"']);
    default:
      return `{ ${items(random, shape).join(', ')}${random.chance(3) ? ',' : ''} }`.replace('{ , }', '{}');
  }
}

function items(random: Random, shape: Shape): string[] {
  const list: string[] = [];
  const count = random.below(5);
  if (random.chance(4)) return flat(random, shape).slice(0, random.below(12));
  for (let n = 0; n < count; n++) {
    if (random.chance(2)) {
      const place = designate(random, shape);
      if (place) {
        const braces = place.shape.kind === 'scalar' || random.chance(2);
        list.push(
          `${place.text} = ${braces ? initialiser(random, place.shape) : flat(random, place.shape).join(', ')}`,
        );
        continue;
      }
    }
    list.push(value(random));
  }
  return list;
}

/** A type, an object of it, and a byte to find its end by. */
function makeCase(random: Random, index: number): string {
  const probe = '__attribute__((section(".probe"), aligned(1)))';
  let shape = makeShape(random, 4);
  while (shape.kind === 'scalar' || shape.kind === 'chars') shape = makeShape(random, 4);
  const declaration = declare(shape, `object${index}`).slice(0, -1);
  return [
    `typedef __typeof__(*(struct { ${declaration}; } *)0) holder${index};`,
    `holder${index} v${index} ${probe} = { ${initialiser(random, shape)} };`,
    `char end${index} ${probe} = 0x5a;`,
  ].join('\n');
}

/** Those of the cases that gcc accepts: it refuses a string among the excess elements. */
function acceptedCases(cases: readonly string[], model: DataModel) {
  let list = [...cases];
  for (;;) {
    const compiled = gccCompile(list.join('\n'), model, ['-w', '-fno-toplevel-reorder', '-fmax-errors=0']);
    if (compiled.ok) return { list, probe: compiled.probe };
    const lines = [...compiled.output.matchAll(/test\.c:(\d+):\d+: error/g)].map((match) => Number(match[1]));
    const refused = new Set(lines.map((line) => Math.floor((line - 1) / 3)));
    assert.ok(refused.size > 0, compiled.output.slice(0, 2000));
    list = list.filter((_, index) => !refused.has(index));
  }
}

for (const model of MODELS) {
  test(`random initialisers give gcc's bytes (${model.name})`, () => {
    const random = new Random(991);
    const cases = Array.from({ length: 600 }, (_, index) => makeCase(random, index));
    const { list, probe } = acceptedCases(cases, model);
    assert.ok(list.length > 570, 'most cases are accepted');
    const unit = parseGood(list.join('\n'), model, false);
    let at = 0;
    for (const text of list) {
      const name = /\bv\d+/.exec(text)?.[0] as string;
      const ours = staticBytes(objectNamed(unit, name), model);
      assert.deepEqual([...ours], [...probe.slice(at, at + ours.length)], text);
      assert.equal(probe[at + ours.length], 0x5a);
      at += ours.length + 1;
    }
  });
}

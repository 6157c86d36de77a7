/**
 * A struct's layout as a hover shows it, and types as C text.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ILP32, LP64 } from '../../../src/c/dataModel';
import { describeLayout } from '../../../src/c/layout';
import { typeOfName } from '../../../src/c/parser';
import { expandedTypeName, quoteType, typeName } from '../../../src/c/typeNames';
import type { DataModel } from '../../../src/c/types';
import { parseGood } from './parseText';

function layoutOf(text: string, tag: string, model: DataModel) {
  const found = parseGood(text, model).tags.get(tag);
  assert.ok(found?.kind === 'record');
  return describeLayout(found.record, model);
}

const STATS = `
typedef unsigned long long u64;
typedef struct { u64 v; } u64_stats_t;
typedef struct { unsigned sequence; } seqcount_t;
struct u64_stats_sync { SYNC };
struct pcpu_lstats { u64_stats_t packets; u64_stats_t bytes; struct u64_stats_sync syncp; }
  __attribute__((aligned(2 * sizeof(u64))));
`;

test('pcpu_lstats: 16 bytes on LP64 with syncp past the end, 32 on ILP32', () => {
  const wide = layoutOf(STATS.replace('SYNC', ''), 'pcpu_lstats', LP64);
  assert.deepEqual(
    wide?.entries.map(({ name, offset, size, padding }) => [name, offset, size, padding]),
    [
      ['packets', 0, 8, 0],
      ['bytes', 8, 8, 0],
      ['syncp', 16, 0, 0],
    ],
  );
  assert.deepEqual([wide?.size, wide?.alignment], [16, 16]);
  const narrow = layoutOf(STATS.replace('SYNC', 'seqcount_t seq;'), 'pcpu_lstats', ILP32);
  assert.deepEqual(
    narrow?.entries.map(({ name, offset, size, padding }) => [name, offset, size, padding]),
    [
      ['packets', 0, 8, 0],
      ['bytes', 8, 8, 0],
      ['syncp', 16, 4, 12],
    ],
  );
  assert.deepEqual([narrow?.size, narrow?.alignment], [32, 16]);
});

test('anonymous members are shown inside, bit-fields with their bits, holes as padding', () => {
  const layout = layoutOf(
    'struct s { char c; union { int i; struct { short a, b; }; }; unsigned x : 3, y : 7; char end; };',
    's',
    LP64,
  );
  assert.deepEqual(
    layout?.entries.map(({ name, type, offset, depth, padding, bits }) => [
      name || typeName(type),
      offset,
      depth,
      padding,
      bits ? `${bits.first}+${bits.width}` : '',
    ]),
    [
      ['c', 0, 0, 3, ''],
      ['union <anonymous>', 4, 0, 0, ''],
      ['i', 4, 1, 0, ''],
      ['struct <anonymous>', 4, 1, 0, ''],
      ['a', 4, 2, 0, ''],
      ['b', 6, 2, 0, ''],
      ['x', 8, 0, 0, '0+3'],
      ['y', 8, 0, 0, '3+7'],
      ['end', 10, 0, 1, ''],
    ],
  );
});

test('an incomplete struct has no layout', () => {
  assert.equal(layoutOf('struct net; struct net *p;', 'net', LP64), undefined);
});

test('a typedef is named and explained', () => {
  const unit = parseGood('typedef unsigned long long u64; const u64 *x; struct net *y;');
  const x = typeOfName(unit, 'x');
  assert.ok(x?.kind === 'pointer');
  assert.equal(typeName(x, 'x'), 'const u64 *x');
  assert.equal(expandedTypeName(x.to), 'const unsigned long long');
  assert.equal(quoteType(x.to), "'const u64' {aka 'const unsigned long long'}");
  assert.equal(quoteType(typeOfName(unit, 'y') as never), "'struct net *'");
});

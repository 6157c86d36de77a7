/*
 * The geometry of the pictures: the timeline's strips, marks and zoom, and the units of per-CPU memory.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { comparison, layoutUnits, type Row } from '../../../src/panel/view/perCpu/layout';
import {
  layoutMarks,
  layoutStrips,
  MAX_DEPTH,
  momentAt,
  showing,
  spansAround,
  wholeRun,
  xOf,
  zoomed,
} from '../../../src/panel/view/timeline/layout';
import { GUTTER, pointedAt, rowHeight, stripsHeight } from '../../../src/panel/view/timeline/rows';
import type { Mark, Span } from '../../../src/simulation/protocol';

const span = (cpu: number, depth: number, from: number, to: number, name = 'f'): Span => ({
  cpu,
  depth,
  function: name,
  origin: 'model',
  from,
  to,
});

test('a strip for each CPU that ran, its boxes to scale', () => {
  const spans = [span(3, 0, 50, 100), span(0, 0, 0, 50), span(0, 1, 10, 20)];
  const strips = layoutStrips(spans, wholeRun(100), 200);
  assert.deepEqual(
    strips.map(({ cpu, depths }) => [cpu, depths]),
    [
      [0, 2],
      [3, 1],
    ],
  );
  assert.deepEqual(
    strips[0]?.boxes.map(({ x, width, depth }) => [x, width, depth]),
    [
      [0, 100, 0],
      [20, 20, 1],
    ],
  );
});

test('a million calls are drawn with no more boxes than there is room for', () => {
  const spans = Array.from({ length: 20_000 }, (_, index) => span(0, 1, index * 50, index * 50 + 40));
  const [strip] = layoutStrips([span(0, 0, 0, 1_000_000), ...spans], wholeRun(1_000_000), 600);
  assert.ok((strip?.boxes.length ?? 0) < 650, `${strip?.boxes.length} boxes`);
  assert.ok(strip?.boxes.some((box) => box.span === undefined));
});

test('boxes lie within the picture, whatever the calls', () => {
  const spans = fc.array(fc.record({ cpu: fc.nat(2), depth: fc.nat(40), from: fc.nat(900), length: fc.nat(300) }), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(spans, fc.integer({ min: 50, max: 900 }), (given, width) => {
      const viewport = { from: 100, to: 800 };
      const all = given.map(({ cpu, depth, from, length }) => span(cpu, depth, from, from + length));
      for (const strip of layoutStrips(all, viewport, width)) {
        assert.ok(strip.depths <= MAX_DEPTH);
        for (const box of strip.boxes) {
          assert.ok(box.x >= 0 && box.x <= width && box.width >= 0 && box.x + box.width <= width + 1);
          assert.ok(box.depth < strip.depths);
        }
      }
    }),
  );
});

test('the moment under a point is the one that is drawn there', () => {
  fc.assert(
    fc.property(fc.nat(5000), fc.integer({ min: 1, max: 5000 }), fc.nat(), (from, length, pick) => {
      const viewport = { from, to: from + length };
      const moment = from + (pick % length);
      assert.equal(momentAt(xOf(moment + 0.5, viewport, 640), viewport, 640), moment);
    }),
  );
});

test('a point means the call whose box it is in, or the strip alone, or nothing', () => {
  const spans = [span(0, 0, 0, 100, 'outer'), span(0, 1, 40, 60, 'inner'), span(1, 0, 0, 10, 'other')];
  const viewport = wholeRun(100);
  const strips = layoutStrips(spans, viewport, 200);
  const row = rowHeight(strips, strips[0]!);
  const at = (x: number, y: number) => pointedAt(GUTTER + x, y, strips, spans, viewport, 200);
  assert.equal(at(100, 2)?.span?.function, 'outer');
  assert.equal(at(100, row + 2)?.span?.function, 'inner');
  assert.equal(at(10, row + 2)?.span, undefined);
  assert.equal(at(10, row + 2)?.cpu, 0);
  assert.equal(at(5, 2 * row + 5)?.span?.function, 'other');
  assert.equal(at(5, stripsHeight(strips) + 1), undefined);
});

test('the calls that are going on are those around the moment', () => {
  const spans = [span(0, 0, 0, 100), span(0, 1, 40, 60), span(1, 0, 60, 70)];
  assert.deepEqual(spansAround(spans, 59), [spans[0], spans[1]]);
  assert.deepEqual(spansAround(spans, 60), [spans[0], spans[2]]);
});

test('marks that fall together are one, drawn as the weightiest, and all are told', () => {
  const mark = (moment: number, kind: Mark['kind'], label: string): Mark => ({ moment, kind, label });
  const marks = [
    mark(10, 'log', 'hello'),
    mark(500, 'switch', 'CPU 1'),
    mark(12, 'report', 'BUG'),
    mark(11, 'note', 'f'),
  ];
  const groups = layoutMarks(marks, wholeRun(1000), 500);
  assert.deepEqual(
    groups.map(({ moment, kind, labels }) => ({ moment, kind, labels })),
    [
      { moment: 12, kind: 'report', labels: ['hello', 'f', 'BUG'] },
      { moment: 500, kind: 'switch', labels: ['CPU 1'] },
    ],
  );
});

test('zooming keeps the moment where it is, stays in the run, and comes back to the whole', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 20, max: 100_000 }),
      fc.nat(),
      fc.double({ min: 0.05, max: 0.95, noNaN: true }),
      (moments, pick, factor) => {
        const around = pick % moments;
        const near = zoomed(wholeRun(moments), factor, around, moments);
        assert.ok(near.from >= 0 && near.to <= moments && near.from < near.to);
        assert.ok(around >= near.from && around < near.to, `${around} in ${near.from}…${near.to}`);
        assert.deepEqual(zoomed(near, 1000, around, moments), wholeRun(moments));
      },
    ),
  );
});

test('a moment outside of the part that is shown moves it no more than needed', () => {
  const viewport = { from: 100, to: 200 };
  assert.equal(showing(viewport, 150, 1000), viewport);
  for (const moment of [0, 99, 200, 999]) {
    const moved = showing(viewport, moment, 1000);
    assert.equal(moved.to - moved.from, 100);
    assert.ok(moment >= moved.from && moment < moved.to);
  }
});

const row = (cpu: number, packets = 0, bytes = 0): Row => ({
  cpu,
  address: '0x0',
  packets,
  bytes,
  changed: false,
  reading: false,
});

test('few units have room for words, many are small, and all lie within the width', () => {
  for (const [count, width, labelled] of [
    [1, 340, true],
    [4, 340, true],
    [8, 340, true],
    [64, 340, false],
    [256, 200, false],
  ] as const) {
    const rows = Array.from({ length: count }, (_, cpu) => row(cpu));
    const grid = layoutUnits(rows, width);
    assert.equal(grid.labelled, labelled, `${count} CPUs`);
    assert.equal(grid.cells.length, count);
    for (const { x, y } of grid.cells) {
      assert.ok(x >= 0 && x + grid.cellWidth <= width + 0.001 && y + grid.cellHeight <= grid.height);
    }
    const places = new Set(grid.cells.map(({ x, y }) => `${x} ${y}`));
    assert.equal(places.size, count);
  }
  assert.equal(layoutUnits([], 300).height, 0);
});

test('a unit is filled by its part of the busiest CPU', () => {
  const grid = layoutUnits([row(0, 1, 100), row(1, 9, 50), row(2)], 340);
  assert.deepEqual(
    grid.cells.map(({ share }) => share),
    [1, 0.5, 0],
  );
});

test('the read is compared with the sum only when it is complete', () => {
  const sum = { packets: 6, bytes: 504 };
  assert.equal(comparison({ sum, read: undefined }), 'none');
  assert.equal(comparison({ sum, read: { packets: 3, bytes: 1, complete: false } }), 'reading');
  assert.equal(comparison({ sum, read: { packets: 6, bytes: 504, complete: true } }), 'equal');
  assert.equal(comparison({ sum, read: { packets: 6, bytes: 503, complete: true } }), 'differs');
});

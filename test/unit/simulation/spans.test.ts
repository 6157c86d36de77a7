/* The picture of a run: how it keeps to its room, and what it keeps. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SpanRecorder } from '../../../src/simulation/spans';

const MODEL = 1;
const NOTE = 2;
const describe = (id: number) =>
  ({ name: id === NOTE ? 'note' : 'model', origin: id === NOTE ? 'note' : 'model' }) as const;

/** Records a chain of calls `depth` deep, the innermost one's function being `innermost`; each call takes a moment. */
function chain(spans: SpanRecorder, from: number, depth: number, innermost: number): number {
  for (let at = 2; at <= depth; at++) spans.enter(0, at, at === depth ? innermost : MODEL, from + at);
  for (let at = depth; at >= 2; at--) spans.leave(0, at, from + 2 * depth - at);
  return from + 2 * depth;
}

test('of too many calls all are kept down to some depth, and below it those that lead to the note', () => {
  const spans = new SpanRecorder((id) => id === NOTE);
  let moment = 0;
  spans.enter(0, 1, MODEL, moment);
  for (let n = 0; n < 600; n++) moment = chain(spans, moment, 10, MODEL);
  const first = moment;
  moment = chain(spans, moment, 20, NOTE);
  for (let n = 0; n < 600; n++) moment = chain(spans, moment, 10, MODEL);
  const kept = spans.finish(moment, describe);
  assert.ok(kept.length <= 4000, `${kept.length} spans`);
  const at = (depth: number): number => kept.filter((span) => span.depth === depth).length;
  assert.deepEqual([at(1), at(2), at(4), at(9)], [1, 1201, 1201, 1]);
  const chainOfNote = kept.filter(({ from, to }) => from >= first && to <= first + 40);
  assert.deepEqual(
    chainOfNote.map(({ depth }) => depth),
    Array.from({ length: 19 }, (_, n) => n + 2),
  );
  assert.equal(chainOfNote.at(-1)?.function, 'note');
});

test('a note whose function is called without end does not fill the picture', () => {
  const spans = new SpanRecorder((id) => id === NOTE);
  let moment = 0;
  spans.enter(0, 1, MODEL, moment);
  for (let n = 0; n < 20_000; n++) moment = chain(spans, moment, 6, NOTE);
  const kept = spans.finish(moment, describe);
  assert.ok(kept.length <= 4000, `${kept.length} spans`);
  assert.ok(kept.filter(({ depth }) => depth > 2).length <= 1000);
});

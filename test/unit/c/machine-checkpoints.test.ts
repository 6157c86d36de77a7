/*
 * Checkpoints give back every byte of any earlier moment, whatever is taken, restored, taken over again and thinned
 * in between.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { PAGE_SIZE } from '../../../src/c/abi';
import { LP64 } from '../../../src/c/dataModel';
import { Checkpoints } from '../../../src/c/machine/checkpoints';
import { MachineMemory } from '../../../src/c/machine/memory';

const LIMIT = 1024 * 1024;
const PAGES = 12;

/** A run in which the write at each tick depends on the clock alone, so that replaying repeats it. */
function step(memory: MachineMemory, clock: number): void {
  const page = (clock * 7 + (clock >> 3)) % PAGES;
  const offset = PAGE_SIZE + page * PAGE_SIZE + (clock % 5);
  // Values come back to what they were, so that pages are equal again to earlier versions.
  memory.write(offset, Uint8Array.of((clock >> 2) % 3));
  memory.fillShadow(offset, 1, clock % 4 === 0 ? 3 : 1);
}

function content(memory: MachineMemory): string {
  const end = PAGE_SIZE * (PAGES + 2);
  return `${Buffer.from(memory.data.subarray(PAGE_SIZE, end)).toString('base64')} ${Buffer.from(
    memory.shadowBytes.subarray(PAGE_SIZE, end),
  ).toString('base64')}`;
}

/** The contents at each moment up to `length`. */
function reference(length: number): string[] {
  const memory = new MachineMemory(LP64, LIMIT);
  const moments = [content(memory)];
  for (let clock = 0; clock < length; clock++) {
    step(memory, clock);
    moments.push(content(memory));
  }
  return moments;
}

const LENGTH = 120;
const expected = reference(LENGTH);

const command = fc.oneof(
  fc.record({ do: fc.constant('run' as const), ticks: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ do: fc.constant('take' as const) }),
  fc.record({ do: fc.constant('restore' as const), to: fc.nat({ max: LENGTH }) }),
);

for (const cap of [256 * 1024 * 1024, 30 * 2 * PAGE_SIZE, 2 * PAGE_SIZE]) {
  test(`going back and on restores the memory byte for byte, with ${cap} bytes for checkpoints`, () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 60 }), (commands) => {
        const memory = new MachineMemory(LP64, LIMIT);
        const checkpoints = new Checkpoints(memory, cap);
        let clock = 0;
        checkpoints.take(0);
        for (const next of commands) {
          if (next.do === 'take') checkpoints.take(clock);
          else if (next.do === 'run') {
            for (const end = Math.min(LENGTH, clock + next.ticks); clock < end; clock++) step(memory, clock);
          } else {
            const to = Math.min(next.to, clock);
            clock = checkpoints.before(to);
            checkpoints.restore(clock);
            assert.equal(content(memory), expected[clock], `restored ${clock}`);
            for (; clock < to; clock++) step(memory, clock);
          }
          assert.equal(content(memory), expected[clock], `at ${clock}`);
        }
      }),
      { numRuns: 200 },
    );
  });
}

test('what checkpoints take stays within the cap, less what something else takes of it, and the start of the run is never lost', () => {
  const memory = new MachineMemory(LP64, LIMIT);
  const cap = 120 * PAGE_SIZE;
  let besides = 0;
  const checkpoints = new Checkpoints(memory, cap, () => besides);
  checkpoints.take(0);
  for (let clock = 0; clock < 5000; clock++) {
    besides = clock * 10;
    const page = clock % 7 === 0 ? clock % 50 : clock % 4;
    memory.write(PAGE_SIZE + page * PAGE_SIZE, Uint8Array.of(clock & 255, clock >> 8));
    if (clock % 3 !== 0) continue;
    checkpoints.take(clock + 1);
    assert.ok(checkpoints.bytes + besides <= cap, `${checkpoints.bytes} bytes at ${clock}`);
  }
  assert.ok(checkpoints.count > 5);
  assert.equal(checkpoints.before(0), 0);
  checkpoints.restore(0);
  assert.ok(memory.data.subarray(PAGE_SIZE).every((byte) => byte === 0));
});

test('the recent past is kept more densely than the distant one', () => {
  const memory = new MachineMemory(LP64, LIMIT);
  const checkpoints = new Checkpoints(memory, 60 * PAGE_SIZE);
  checkpoints.take(0);
  for (let clock = 1; clock <= 2000; clock++) {
    memory.write(PAGE_SIZE + (clock % 3) * PAGE_SIZE, Uint8Array.of(clock & 255, clock >> 8));
    checkpoints.take(clock);
  }
  const recent = 2000 - checkpoints.before(1990);
  const distant = 1000 - checkpoints.before(1000);
  assert.ok(recent <= 12, `${recent} ticks before 1990`);
  assert.ok(distant > recent, `${distant} ticks before 1000`);
});

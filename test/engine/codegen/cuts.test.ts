/*
 * The two cuts of one program are the same program: at every moment at which a coarse run stops, a fine run that was stopped before each
 * single tick up to there has the same memory, byte for byte, shadow included; and whatever portions of fuel a run is given, in whichever
 * cut, it ends in the same state at the same moment.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ILP32, LP64 } from '../../../src/c/dataModel';
import { COARSE, compile, DECLARATIONS, FINE, LIMIT, Run } from './program';

const folder = join(import.meta.dirname, 'programs');
const programs = readdirSync(folder).filter((name) => name.endsWith('.c'));
/** Ticks that are taken one by one. */
const SINGLE = 1500;
/** Bytes of the stack that a program here may use. */
const STACK_USED = 96 * 1024;

/** A digest of all that a program can have changed. */
function digest(run: Run): string {
  let a = 1;
  let b = 2;
  const mix = (bytes: Uint8Array, from: number, to: number): void => {
    const words = new Uint32Array(bytes.buffer, bytes.byteOffset + from, (to - from) >> 2);
    for (let index = 0; index < words.length; index++) {
      const word = words[index] as number;
      if (word === 0) continue;
      a = Math.imul(a ^ word, 0x01000193) + index;
      b = (Math.imul(b, 31) + word) ^ (b >>> 15) ^ index;
    }
  };
  for (const bytes of [run.data, run.shadow]) {
    mix(bytes, 0, run.program.end);
    mix(bytes, run.stackBase, run.stackBase + STACK_USED);
  }
  return `${a >>> 0}:${b >>> 0}`;
}

/** A generator of random numbers that can be repeated. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

for (const model of [LP64, ILP32]) {
  for (const name of programs) {
    test(`${name} on ${model.name}: both cuts have the same memory at every moment`, () => {
      const program = compile([DECLARATIONS + readFileSync(join(folder, name), 'utf8')], { model, strings: true });
      const moments = new Map<number, string>();
      const single = new Run(program);
      moments.set(0, digest(single));
      for (let more = true; more && single.clock < SINGLE; ) {
        const before = single.clock;
        more = single.turn(1, FINE);
        if (!more) break;
        assert.equal(single.clock, before + 1, 'a turn of one tick takes one tick');
        moments.set(single.clock, digest(single));
      }
      for (let seed = 1; seed <= 3; seed++) {
        const random = generator(seed);
        const coarse = new Run(program);
        let compared = 0;
        while (coarse.turn(1 + random(40), COARSE) && coarse.clock < SINGLE) {
          const expected = moments.get(coarse.clock);
          if (expected === undefined) continue;
          assert.equal(
            digest(coarse),
            expected,
            `memory at ${coarse.clock}, in ${coarse.innermost} at point ${coarse.point}`,
          );
          compared++;
        }
        assert.ok(compared > 0);
      }
    });

    test(`${name} on ${model.name}: portions of fuel and switches of the cut change nothing`, () => {
      const program = compile([DECLARATIONS + readFileSync(join(folder, name), 'utf8')], { model, strings: true });
      const whole = new Run(program);
      while (whole.turn(1_000_000_000, COARSE));
      assert.equal(whole.status, 0);
      const expected = digest(whole);
      for (let seed = 1; seed <= 4; seed++) {
        const random = generator(seed * 77);
        const run = new Run(program);
        run.nesting = seed % 2 === 0 ? 512 : 16 * 1024;
        for (let more = true, turns = 0; more; turns++) {
          const fine = seed === 1 ? true : seed === 2 ? false : random(2) === 0;
          const portion = turns > 3000 ? 1_000_000 : 1 + random(200);
          const start = run.clock;
          more = run.turn(portion, fine ? FINE : COARSE);
          // A coarse turn may begin with fine ticks, up to a point that the coarse cut has.
          if (more && fine) assert.equal(run.clock, start + portion);
          else if (more)
            assert.ok(run.coarseFrom + portion + program.slack >= run.clock, 'the overrun is within the slack');
        }
        assert.equal(run.clock, whole.clock);
        assert.deepEqual(run.output, whole.output);
        assert.equal(digest(run), expected);
      }
    });

    test(`${name} on ${model.name}: every page that changes is marked`, () => {
      const program = compile([DECLARATIONS + readFileSync(join(folder, name), 'utf8')], { model, strings: true });
      const run = new Run(program);
      const random = generator(5);
      let before = run.data.slice();
      let shadowBefore = run.shadow.slice();
      for (let more = true, turns = 0; more && turns < 60; turns++) {
        run.cards.fill(0);
        more = run.turn(1 + random(1 << Math.min(turns, 12)), { fine: turns % 2 === 0, cards: true, observe: false });
        for (let page = 0; page < LIMIT / 4096; page++) {
          if (run.cards[page] === 1) continue;
          const [start, end] = [page * 4096, (page + 1) * 4096];
          const same =
            Buffer.compare(run.data.subarray(start, end), before.subarray(start, end)) === 0 &&
            Buffer.compare(run.shadow.subarray(start, end), shadowBefore.subarray(start, end)) === 0;
          assert.ok(same, `page ${page} changed between the clock ${run.clock} and the turn before, unmarked`);
        }
        before = run.data.slice();
        shadowBefore = run.shadow.slice();
      }
    });
  }
}

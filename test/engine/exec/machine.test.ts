/*
 * A run on the machine can be stopped anywhere, replayed, and had back: with any schedule, in slices of any size, in
 * both data models, the same moment is the same bytes.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { createMachine } from '../../../src/c/machine/machine';
import type { Machine, MachineOptions, Observer, Schedule } from '../../../src/c/machine/types';
import { build, CPUS, PROGRAM } from './program';

const short = { 64: build(`#define TURNS 12\n${PROGRAM}`, 64), 32: build(`#define TURNS 12\n${PROGRAM}`, 32) };

function start(bits: 32 | 64, options: Partial<MachineOptions> = {}): Machine {
  const { layout, module } = short[bits];
  return createMachine({ layout, compile: module, cpus: CPUS, ...options });
}

/** Runs to the end and gives what a run is compared by. */
function finish(machine: Machine): unknown {
  while (machine.run().reason !== 'ended');
  assert.equal(machine.outcome?.kind, 'returned', JSON.stringify(machine.reports.map(({ message }) => message)));
  const console = machine.console.map(({ clock, cpu, text }) => `${clock} ${cpu} ${text}`);
  return { outcome: machine.outcome, clock: machine.clock, console, hash: machine.stateHash() };
}

const schedule: fc.Arbitrary<Schedule> = fc.oneof(
  fc.constant<Schedule>({ policy: 'yields' }),
  fc.record({ policy: fc.constant('seeded' as const), seed: fc.nat(), interval: fc.integer({ min: 1, max: 300 }) }),
);

/** Any observer at all makes the run use observing, fine modules. */
const quiet: Observer = { enter: () => undefined };

for (const bits of [64, 32] as const) {
  describe(`the machine, ${bits}-bit`, () => {
    test('slices, recovery and observers change nothing', () => {
      fc.assert(
        fc.property(schedule, fc.array(fc.integer({ min: 1, max: 3000 }), { maxLength: 20 }), (policy, slices) => {
          const expected = finish(start(bits, { schedule: policy, recoverable: false }));
          const sliced = start(bits, { schedule: policy });
          slices.forEach((ticks, index) => {
            sliced.run(
              index % 3 === 0
                ? { ticks, observer: quiet }
                : index % 3 === 1
                  ? { ticks }
                  : { until: sliced.clock + ticks },
            );
          });
          assert.deepEqual(finish(sliced), expected);
        }),
        { numRuns: 15 },
      );
    });

    test('the switches that a run recorded repeat it', () => {
      fc.assert(
        fc.property(schedule, (policy) => {
          const machine = start(bits, { schedule: policy, recordSwitches: true });
          const expected = finish(machine);
          assert.deepEqual(finish(start(bits, { schedule: machine.recordedSchedule() })), expected);
        }),
        { numRuns: 10 },
      );
    });

    test('a run keeps its switches only when it is asked to', () => {
      const machine = start(bits);
      finish(machine);
      assert.throws(() => machine.recordedSchedule(), /keeps no switches/);
    });

    test('forward n and back n, at random moments, restores the state byte for byte', () => {
      const end = start(bits);
      finish(end);
      fc.assert(
        fc.property(
          schedule,
          fc.array(fc.tuple(fc.nat({ max: end.clock }), fc.boolean(), fc.boolean()), { minLength: 2, maxLength: 12 }),
          (policy, moves) => {
            const machine = start(bits, { schedule: policy, checkpointBytes: 512 * 1024 });
            const seen = new Map<number, string>();
            for (const [moment, observed, keep] of moves) {
              if (moment < machine.clock) machine.restore(moment);
              machine.run(observed ? { until: moment, observer: quiet } : { until: moment });
              const reached = machine.clock;
              const hash = machine.stateHash();
              assert.equal(seen.get(reached) ?? hash, hash, `moment ${reached}`);
              seen.set(reached, hash);
              if (keep) machine.checkpoint();
            }
          },
        ),
        { numRuns: 15 },
      );
    });

    test('every single moment can be stopped at, forwards and backwards', () => {
      const machine = start(bits, { schedule: { policy: 'seeded', seed: 3, interval: 40 } });
      const hashes: string[] = [];
      for (let moment = 0; moment < 400; moment++) {
        assert.ok(machine.goTo(moment));
        assert.equal(machine.clock, moment);
        hashes.push(machine.stateHash());
      }
      for (let moment = 399; moment >= 0; moment -= 7) {
        assert.ok(machine.goTo(moment));
        assert.equal(machine.stateHash(), hashes[moment], `moment ${moment}`);
      }
    });
  });
}

test('a racy counter loses updates under some schedule and none when CPUs switch at yields alone', () => {
  const last = (policy: Schedule): number => {
    const machine = start(64, { schedule: policy });
    finish(machine);
    return Number(machine.console.at(-1)?.text);
  };
  const all = 12 * 3 + 1 + 2 + 3;
  assert.equal(last({ policy: 'yields' }), all);
  const seeded = Array.from({ length: 20 }, (_, seed) => last({ policy: 'seeded', seed, interval: 5 }));
  assert.ok(
    seeded.some((count) => count < all),
    `${seeded}`,
  );
});

/*
 * Any earlier moment of a run can be had back, byte for byte: at random points of every scenario, under random schedules; and a schedule
 * that is replayed repeats the run.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runEngine } from './kernelRuns';

const SCENARIOS = ['registration', 'percpu-allocation', 'stats-read', 'namespace-life'] as const;

test('forward n and back n restores the memory; the same seed repeats the run', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...SCENARIOS),
      fc.constantFrom(1, 2, 4),
      fc.constantFrom<32 | 64>(32, 64),
      fc.option(fc.nat(1_000_000), { nil: undefined }),
      fc.array(fc.nat(), { minLength: 3, maxLength: 8 }),
      async (scenario, cpus, bits, seed, picks) => {
        const schedule = seed === undefined ? 'yields' : { seed };
        const { simulation, summary } = await runEngine({ scenario, cpus, bits, schedule });
        const { machine } = simulation;
        const end = machine.clock;
        const atEnd = machine.stateHash();
        const seen = new Map<number, string>();
        for (const pick of [...picks, ...picks]) {
          const moment = pick % (end + 1);
          machine.goTo(moment);
          const hash = machine.stateHash();
          assert.equal(seen.get(moment) ?? hash, hash, `clock ${moment} of ${end}`);
          seen.set(moment, hash);
        }
        machine.goTo(end);
        assert.equal(machine.stateHash(), atEnd);
        const again = await runEngine({ scenario, cpus, bits, schedule });
        assert.equal(again.simulation.machine.stateHash(), atEnd);
        assert.equal(again.summary.moments, summary.moments);
      },
    ),
    { numRuns: 8, seed: 20_241_117 },
  );
});

test('stepping forward and back by statements ends where it began', async () => {
  const { simulation, summary } = await runEngine({ scenario: 'registration', cpus: 2 });
  await fc.assert(
    fc.asyncProperty(fc.nat(summary.moments - 2), fc.nat(40), async (from, n) => {
      const { cpu } = simulation.state(from, []);
      simulation.state(from, []);
      const before = simulation.machine.stateHash();
      let at = from;
      let steps = 0;
      for (; steps < n; steps++) {
        const next = simulation.step(at, 'stepIn', cpu);
        if (next === summary.moments - 1) break;
        at = next;
      }
      for (; steps > 0; steps--) at = simulation.step(at, 'stepBack', cpu);
      assert.equal(at, from);
      simulation.state(at, []);
      assert.equal(simulation.machine.stateHash(), before);
    }),
    { numRuns: 40, seed: 7 },
  );
});

/*
 * Any earlier moment of a run can be had back, byte for byte: at random points of every scenario, under random schedules,
 * it is what a run that only went forward has there; and a schedule that is replayed repeats the run.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runEngine } from './kernelRuns';

const SCENARIOS = ['registration', 'percpu-allocation', 'stats-read', 'namespace-life'] as const;

for (const scenario of SCENARIOS) {
  test(`${scenario}: a moment come back to is the one that a run going only forward has; the same seed repeats`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(1, 2, 4),
        fc.constantFrom<32 | 64>(32, 64),
        fc.option(fc.nat(1_000_000), { nil: undefined }),
        fc.array(fc.nat(), { minLength: 3, maxLength: 8 }),
        async (cpus, bits, seed, picks) => {
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
          const [moment, hash] = [...seen].find(([clock]) => clock > 0 && clock < end) ?? [end, atEnd];
          const forward = await runEngine({ scenario, cpus, bits, schedule, budget: moment });
          assert.equal(forward.simulation.machine.clock, moment);
          forward.simulation.machine.goTo(moment); // back to before the report that the run did not end
          assert.equal(forward.simulation.machine.stateHash(), hash, `clock ${moment}, going only forward`);
          const again = await runEngine({ scenario, cpus, bits, schedule });
          assert.equal(again.simulation.machine.stateHash(), atEnd);
          assert.equal(again.summary.moments, summary.moments);
        },
      ),
      { numRuns: 2, seed: 20_241_117 },
    );
  });

  test(`${scenario}: n statements forward and n back end where they began`, async () => {
    for (const schedule of ['yields', { seed: 41 }] as const) {
      const { simulation, summary } = await runEngine({ scenario, cpus: 2, schedule });
      await fc.assert(
        fc.asyncProperty(fc.nat(summary.moments - 2), fc.nat(40), async (from, n) => {
          const { cpu } = simulation.state(from, []);
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
        { numRuns: 5, seed: 7 },
      );
    }
  });
}

/*
 * The engine against gcc: the program composed of the notes and the model makes the same calls, writes the same log, returns the same and
 * leaves the same state in both, for each scenario, 1, 2, 4 and 64 CPUs, in both data models, with allocations that fail.
 */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { withLineDirectives } from '../../src/kernel/compose/pieces';
import { composeProgram } from '../../src/simulation/program';
import { asLaunch, noteProgram, runEngine } from './kernelRuns';
import { buildNative, type NativeOptions, runNative, writeProgram } from './native/native';

const SCENARIOS = ['registration', 'percpu-allocation', 'stats-read', 'namespace-life'];

/** The composed program as gcc reads it. */
function composedRoot(): string {
  const composed = composeProgram({ note: noteProgram(), tree: [] });
  const files = new Map<string, string>();
  for (const unit of composed.units) files.set(unit.path, withLineDirectives(unit));
  for (const [path, header] of composed.headers) files.set(path, withLineDirectives(header));
  return writeProgram(files);
}

for (const bits of [64, 32] as const) {
  describe(`${bits}-bit`, () => {
    let executable = '';

    before(async () => {
      executable = await buildNative({ root: composedRoot(), bits, trace: true });
    });

    async function compare(options: NativeOptions): Promise<void> {
      const native = await runNative(executable, { ...options, trace: true });
      const { simulation, summary, calls } = await runEngine({ ...asLaunch(options), bits });
      assert.equal(summary.result, native.result);
      assert.equal(summary.outcome, native.panic === undefined ? 'returned' : 'panic');
      const end = simulation.state(summary.moments - 1, ['namespaces', 'log']);
      assert.deepEqual(
        simulation.machine.console.map(({ text }) => text),
        native.log,
      );
      assert.deepEqual(calls, native.calls);
      const devices = end.namespaces?.map((namespace) =>
        namespace.devices.map(({ name, ifindex, mtu, flags, hardwareAddress, stats }) => ({
          ...{ name, ifindex, mtu, flags },
          address: hardwareAddress,
          stats,
        })),
      );
      assert.deepEqual(
        devices,
        native.namespaces.map((namespace) => namespace.devices),
      );
    }

    for (const scenario of SCENARIOS) {
      test(`${scenario}: gcc's calls, log, result and state`, async () => {
        for (const cpus of [1, 2, 4, 64]) await compare({ scenario, cpus });
      });
    }

    test('with allocations that fail', async () => {
      for (const scenario of ['registration', 'namespace-life']) {
        for (const failAlloc of [1, 2, 3, 5, 8]) await compare({ scenario, cpus: 2, failAlloc });
      }
    });

    test('with command lines', async () => {
      for (const cmdline of ['nr_cpus=2', 'nr_cpus=0', 'nr_cpus=banana', 'nr_cpus=100']) {
        await compare({ scenario: 'percpu-allocation', cpus: 4, cmdline });
      }
    });
  });
}

/*
 * The notes' C is the program: composed with the model it compiles under gcc without a warning, and calls, logs and leaves
 * behind what the model alone does, definition by definition the notes' own text.
 */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { composeNote, written } from './composedNote';
import { noteText } from './kernelRuns';
import { buildNative, modelRoot, type NativeOptions, runNative } from './native/native';

const SCENARIOS = ['registration', 'percpu-allocation', 'stats-read', 'namespace-life'];
const DEFINITIONS = [
  ...['loopback_net_ops', 'net_dev_init', 'loopback_net_init', 'loopback_setup', 'loopback_ops', 'loopback_dev_free'],
  ...['loopback_dev_init', 'netdev_alloc_pcpu_stats', '__netdev_alloc_pcpu_stats', 'alloc_percpu_gfp'],
  ...['for_each_possible_cpu', 'for_each_cpu', 'nrcpus', 'dev_lstats_read', 'pcpu_lstats'],
];

const composed = composeNote(noteText);

test('all fifteen definitions are the notes own, two of them completed from the model', () => {
  assert.deepEqual(composed.problems, []);
  const origins = new Map(composed.definitions.map(({ name, origin }) => [name, origin]));
  assert.deepEqual([...origins.keys()].sort(), [...DEFINITIONS].sort());
  for (const [name, origin] of origins) {
    const elided = name === 'net_dev_init' || name === 'loopback_net_init';
    assert.equal(origin, elided ? 'note+model' : 'note', name);
  }
});

for (const bits of [64, 32] as const) {
  describe(`${bits}-bit`, () => {
    let model = '';
    let notes = '';

    before(async () => {
      model = await buildNative({ root: modelRoot, bits, trace: true });
      notes = await buildNative({ root: written(composed), bits, trace: true });
    });

    for (const scenario of SCENARIOS) {
      test(`${scenario}: the same calls, log and state as the model's`, async () => {
        for (const cpus of [1, 2, 4, 64]) {
          const options: NativeOptions = { scenario, cpus, trace: true };
          const expected = await runNative(model, options);
          assert.equal(expected.result, 0);
          assert.deepEqual(await runNative(notes, options), expected);
        }
      });
    }

    test('the same when each allocation fails in turn, and with nr_cpus=', async () => {
      for (let failAlloc = 0; failAlloc < 20; failAlloc++) {
        const options: NativeOptions = {
          scenario: 'namespace-life',
          cpus: 4,
          cmdline: 'nr_cpus=2',
          failAlloc,
          trace: true,
        };
        assert.deepEqual(await runNative(notes, options), await runNative(model, options));
      }
    });
  });
}

/* The boot command line, as scenarios are changed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunSettings } from '../../../src/panel/protocol';
import { withScenario } from '../../../src/panel/settings';

const scenarios = [
  { name: 'registration', title: '', description: '' },
  { name: 'percpu-allocation', title: '', description: '', commandLine: 'nr_cpus=8192' },
];

const settings = (scenario: string, commandLine: string): RunSettings => ({
  ...{ scenario, commandLine },
  ...{ cpus: 4, bits: 64, failAllocation: 0, seed: '', tree: false },
});

test('a scenario brings its own command line, and takes it away again', () => {
  const there = withScenario(settings('registration', ''), 'percpu-allocation', scenarios);
  assert.deepEqual(there, settings('percpu-allocation', 'nr_cpus=8192'));
  assert.deepEqual(withScenario(there, 'registration', scenarios), settings('registration', ''));
});

test('a command line that the reader typed stays', () => {
  const there = withScenario(settings('registration', 'quiet'), 'percpu-allocation', scenarios);
  assert.equal(there.commandLine, 'quiet');
  assert.equal(withScenario(settings('percpu-allocation', ''), 'registration', scenarios).commandLine, '');
});

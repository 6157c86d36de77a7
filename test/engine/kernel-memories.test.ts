/*
 * A machine's memory serves the next machine: a run in a used one is the same, to the byte, as one in a fresh memory.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Memories } from '../../src/c/machine/memories';
import { Programs } from '../../src/simulation/program';
import { launch, type Simulation } from '../../src/simulation/simulation';
import { defaults } from './kernelRuns';

const programs = new Programs();

async function run(memories: Memories, scenario: string, cpus: number): Promise<Simulation> {
  const result = await launch({ ...defaults, scenario, cpus }, { pause: async () => false }, programs, memories);
  assert.ok(result.ok);
  return result.simulation;
}

function endOf(simulation: Simulation): readonly unknown[] {
  const { moments } = simulation.summary();
  return [moments, simulation.machine.clock, simulation.machine.stateHash(), simulation.log(Number.POSITIVE_INFINITY)];
}

test('a run in a used memory is the same as one in a fresh memory', async () => {
  const fresh = endOf(await run(new Memories(), 'namespace-life', 2));
  const memories = new Memories();
  const before = await run(memories, 'stats-read', 4);
  before.summary();
  before.state(Math.floor(before.timeline.moments / 2), ['stacks', 'locals', 'memory']); // leave it in the middle
  const { wasm } = before.machine.memory as unknown as { readonly wasm: WebAssembly.Memory };
  before.dispose();
  const after = await run(memories, 'namespace-life', 2);
  assert.equal((after.machine.memory as unknown as { readonly wasm: WebAssembly.Memory }).wasm, wasm);
  assert.deepEqual(endOf(after), fresh);
});

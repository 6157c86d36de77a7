/** The host's side of a simulation: workers that fail, go silent, or speak after their end. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type WorkerHandle, WorkerSimulation } from '../../../src/simulation/client';
import type { SimulationMessage } from '../../../src/simulation/protocol';

/** A worker that says what the test tells it to. */
class ScriptedWorker implements WorkerHandle {
  readonly asked: unknown[] = [];
  terminated = false;
  say: (message: SimulationMessage) => void = () => {};
  fail: (message: string) => void = () => {};

  post(message: unknown): void {
    this.asked.push(message);
  }

  onMessage(listener: (message: unknown) => void): void {
    this.say = listener;
  }

  onError(listener: (message: string) => void): void {
    this.fail = listener;
  }

  terminate(): void {
    this.terminated = true;
  }
}

function open(): { workers: ScriptedWorker[]; heard: string[]; simulation: WorkerSimulation } {
  const workers: ScriptedWorker[] = [];
  const heard: string[] = [];
  const simulation = new WorkerSimulation(async () => {
    const worker = new ScriptedWorker();
    workers.push(worker);
    return worker;
  });
  simulation.onMessage(({ type }) => heard.push(type));
  return { workers, heard, simulation };
}

const settle = async (): Promise<void> => {
  for (let n = 0; n < 10; n++) await Promise.resolve();
};

test('a worker that has failed is told of once, and what it still says is not taken for the next one’s', async () => {
  const { workers, heard, simulation } = open();
  simulation.post({ type: 'seek', moment: 0, parts: [] });
  await settle();
  workers[0]!.fail('it ran out of memory');
  workers[0]!.fail('it ended');
  simulation.post({ type: 'seek', moment: 1, parts: [] });
  await settle();
  workers[0]!.say({ type: 'progress', phase: 'running', ticks: 1 });
  workers[0]!.fail('it ended again');
  await settle();
  assert.deepEqual(heard, ['crashed']);
  assert.deepEqual(
    workers.map(({ terminated }) => terminated),
    [true, false],
  );
  workers[1]!.say({ type: 'progress', phase: 'running', ticks: 2 });
  assert.deepEqual(heard, ['crashed', 'progress']);
  simulation.dispose();
  await settle();
  workers[1]!.say({ type: 'progress', phase: 'running', ticks: 3 });
  simulation.post({ type: 'seek', moment: 2, parts: [] });
  await settle();
  assert.deepEqual([heard.length, workers.length, workers[1]!.terminated], [2, 2, true]);
});

test('a worker that has gone silent is ended and told of, once; one that owes no answer is left alone', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { workers, heard, simulation } = open();
  simulation.post({ type: 'cancel' });
  await settle();
  t.mock.timers.tick(60_000);
  assert.deepEqual(heard, []);
  simulation.post({ type: 'seek', moment: 0, parts: [] });
  await settle();
  t.mock.timers.tick(19_000);
  workers[0]!.say({ type: 'progress', phase: 'running', ticks: 1 });
  t.mock.timers.tick(19_000);
  assert.deepEqual(heard, ['progress']);
  t.mock.timers.tick(60_000);
  await settle();
  assert.deepEqual(heard, ['progress', 'crashed']);
  assert.ok(workers[0]!.terminated);
});

test('a worker may be silent for longer while it compiles than while it runs', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { workers, heard, simulation } = open();
  simulation.post({ type: 'seek', moment: 0, parts: [] });
  await settle();
  workers[0]!.say({ type: 'progress', phase: 'compiling', ticks: 0 });
  t.mock.timers.tick(110_000);
  workers[0]!.say({ type: 'progress', phase: 'running', ticks: 1 });
  t.mock.timers.tick(19_000);
  assert.deepEqual(heard, ['progress', 'progress']);
  t.mock.timers.tick(2_000);
  await settle();
  assert.deepEqual(heard, ['progress', 'progress', 'crashed']);
});

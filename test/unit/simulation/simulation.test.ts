/* What the panel is told of a run of the bundled notes: moments, steps both ways, and the statement at each. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { programSnippets } from '../../../src/notes/programText';
import { readNote } from '../../../src/notes/read';
import type { LaunchArguments, MomentState } from '../../../src/simulation/protocol';
import { launch, type Simulation } from '../../../src/simulation/simulation';

const text = readFileSync(new URL('../../../media/notes/loopback.md', import.meta.url), 'utf8');
const note = { path: 'loopback.md', text, snippets: programSnippets(readNote('loopback.md', text)) };
const lines = text.split('\n');
const lineOf = (part: string, after = 0): number => 1 + lines.findIndex((line, n) => n >= after && line.includes(part));

const statsRead: LaunchArguments = {
  scenario: 'stats-read',
  note,
  tree: [],
  cpus: 4,
  bits: 64,
  commandLine: '',
  failAllocation: 0,
  schedule: 'yields',
  budget: 100_000_000,
  stopOn: 'dev_lstats_read',
};

let launched: Promise<Simulation> | undefined;

function simulation(): Promise<Simulation> {
  launched ??= launch(statsRead, { pause: () => Promise.resolve(false) }).then((result) => {
    assert.ok(result.ok);
    return result.simulation;
  });
  return launched;
}

/** The states of the statements of the first `dev_lstats_read`, stepped over one after another. */
async function stepsOfTheRead(): Promise<MomentState[]> {
  const run = await simulation();
  const { stop } = run.summary();
  assert.ok(stop);
  const states = [run.state(stop.moment, ['stacks'])];
  const depth = (state: MomentState): number => state.cpus?.[0]?.stack.length ?? 0;
  for (;;) {
    const last = states.at(-1) as MomentState;
    const state = run.state(run.step(last.moment, 'next', 0), ['stacks']);
    if (depth(state) < depth(states[0] as MomentState)) return states;
    states.push(state);
  }
}

test('a run stops at the first execution of the symbol it was started from', async () => {
  const run = await simulation();
  const { stop } = run.summary();
  assert.equal(stop?.occurrence, 1);
  assert.ok((stop?.occurrences ?? 0) > 1, 'the scenario reads more than once');
  const { statement, statementOrigin } = run.state(stop?.moment ?? 0, []);
  assert.equal(statementOrigin, 'note');
  assert.equal(statement?.line, lineOf('*packets = 0;'));
});

test('stepping over a read goes around its loop once for each CPU, and back again the same way', async () => {
  const states = await stepsOfTheRead();
  const sums = states.filter(({ statement }) => statement?.line === lineOf('*bytes   += tbytes;'));
  assert.equal(sums.length, 4);
  const run = await simulation();
  let moment = (states.at(-1) as MomentState).moment;
  for (const state of states.slice(0, -1).reverse()) {
    moment = run.step(moment, 'previous', 0);
    assert.equal(moment, state.moment);
  }
});

test('a statement inside a macro is shown whole: the text that it becomes, and where the macro says so', async () => {
  const states = await stepsOfTheRead();
  const condition = states.find(({ statementText }) => /< nr_cpu_ids/.test(statementText));
  assert.equal(condition?.statementText, '((i)) < nr_cpu_ids');
  assert.deepEqual(
    condition?.expansion.map(({ macro }) => macro),
    ['for_each_possible_cpu', 'for_each_cpu'],
  );
  assert.equal(condition?.statement?.line, lineOf('for_each_possible_cpu(i) {'));
  assert.equal(condition?.spelling?.line, lineOf('(cpu) < nr_cpu_ids'));
});

test('the state at a moment is the same, wherever the reader came from', async () => {
  const run = await simulation();
  const parts = ['stacks', 'locals', 'namespaces', 'perCpu', 'log'] as const;
  const plain = (state: MomentState): string =>
    JSON.stringify(state, (key, value) => (key === 'changed' ? undefined : value)); // that tells of the way, by design
  const { moments } = run.state(0, []);
  for (const part of [0.1, 0.4, 0.75, 0.99]) {
    const moment = Math.floor(moments * part);
    run.state(0, []);
    const forwards = plain(run.state(moment, parts));
    run.state(moments - 1, []);
    assert.equal(plain(run.state(moment, parts)), forwards);
  }
});

test('CPUs that do nothing are told of as one, and those that do something never hide among them', async () => {
  const run = await simulation();
  const { moments } = run.state(0, []);
  for (let moment = 0; moment < moments; moment += Math.ceil(moments / 50)) {
    const cpus = run.state(moment, ['stacks']).cpus ?? [];
    const numbers = cpus.flatMap(({ cpu, last = cpu }) => Array.from({ length: last - cpu + 1 }, (_, n) => cpu + n));
    assert.deepEqual(numbers, [0, 1, 2, 3]);
    assert.ok(cpus.every(({ last, stack }) => last === undefined || stack.length === 0));
  }
  const end = run.state(moments - 1, ['stacks']);
  assert.deepEqual(
    end.cpus?.map(({ cpu, last, state }) => [cpu, last, state]),
    [[0, 3, 'ended']],
  );
});

test('what a read returned is told once it returned, and not what its caller cleared before', async () => {
  const run = await simulation();
  const { stop } = run.summary();
  const told: (string | undefined)[] = [];
  for (let moment = (stop?.moment ?? 0) - 10; moment < (stop?.moment ?? 0) + 400; moment++) {
    const read = run.state(moment, ['perCpu']).perCpu?.[0]?.read;
    const words = read && `${read.complete ? 'returned' : 'so far'} ${read.packets}`;
    if (words !== told.at(-1)) told.push(words);
  }
  assert.equal(told[0], 'so far 0');
  assert.deepEqual([...new Set(told.filter((words) => words?.startsWith('returned')))], ['returned 24']);
  assert.ok(told.includes('so far 12'));
});

test('at its end a run that faulted, or was cancelled, stands where it stopped; one that returned stands nowhere', async () => {
  const end = (run: Simulation): MomentState => run.state(Number.POSITIVE_INFINITY, ['stacks']);
  assert.equal(end(await simulation()).statement, undefined);

  const edited = text.replace('*packets = 0;', 'packets = NULL;\n        *packets = 0;');
  const wrong = { ...note, text: edited, snippets: programSnippets(readNote('loopback.md', edited)) };
  const faulted = await launch({ ...statsRead, note: wrong }, { pause: () => Promise.resolve(false) });
  assert.ok(faulted.ok);
  const { statement, statementOrigin } = end(faulted.simulation);
  assert.deepEqual([statement?.line, statementOrigin], [lineOf('*packets = 0;') + 1, 'note']);

  let looks = 0;
  const pause = (phase: string) => Promise.resolve(phase === 'running' && looks++ > 0);
  const cancelled = await launch({ ...statsRead, cpus: 64 }, { pause });
  assert.ok(cancelled.ok);
  assert.equal(cancelled.simulation.summary().outcome, 'cancelled');
  const { statement: reached, cpus, cpu } = end(cancelled.simulation);
  assert.ok(reached, 'it stands in the middle of something');
  assert.deepEqual(reached, cpus?.find((each) => each.cpu === cpu)?.stack[0]?.range);
});

test('calls that never returned go on at the last moment of a run; those of one that returned do not', async () => {
  const goingOnAtEnd = (run: Simulation): string[] => {
    const { spans, moments } = run.summary();
    return spans.filter(({ to }) => to > moments - 1).map((span) => span.function);
  };
  assert.deepEqual(goingOnAtEnd(await simulation()), []);
  const edited = text.replace('*packets = 0;', 'packets = NULL;\n        *packets = 0;');
  const wrong = { ...note, text: edited, snippets: programSnippets(readNote('loopback.md', edited)) };
  const faulted = await launch({ ...statsRead, note: wrong }, { pause: () => Promise.resolve(false) });
  assert.ok(faulted.ok);
  assert.equal(goingOnAtEnd(faulted.simulation).at(-1), 'dev_lstats_read');
});

test('of a live object it is told who asked for it, not which function of the allocator made it', async () => {
  const run = await simulation();
  const { stop } = run.summary();
  const objects = run.state(stop?.moment ?? 0, ['memory']).memory?.objects ?? [];
  const by = objects.map(({ allocatedIn }) => allocatedIn);
  assert.ok(by.includes('alloc_netdev_mqs') && by.includes('loopback_dev_init'), by.join(', '));
  assert.deepEqual(
    by.filter((name) => /^_*(k|kv|kz|kc)(m|z|c)?alloc|^kmem_cache_alloc|percpu/.test(name)),
    [],
  );
});

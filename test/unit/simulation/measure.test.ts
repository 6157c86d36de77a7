/* Which symbols scenarios run, as it is measured for lenses and hovers: every definition of the notes is run by some, and not by all. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type Scenario, scenarios } from '../../../src/kernel/scenarios';
import { programSnippets } from '../../../src/notes/programText';
import { readNote } from '../../../src/notes/read';
import { measuredRun } from '../../../src/simulation/measure';
import { launch } from '../../../src/simulation/simulation';

const text = readFileSync(new URL('../../../media/notes/loopback.md', import.meta.url), 'utf8');
const read = readNote('loopback.md', text);
const note = { path: 'loopback.md', text, snippets: programSnippets(read) };

async function symbolsRun(scenario: Scenario): Promise<ReadonlySet<string>> {
  const result = await launch(measuredRun(scenario, note), { pause: () => Promise.resolve(false) });
  assert.ok(result.ok);
  try {
    const { outcome } = result.simulation.summary();
    assert.equal(outcome, 'returned', `${scenario.name} ends within the ticks of a measurement`);
    return new Set(result.simulation.symbolsRun());
  } finally {
    result.simulation.dispose();
  }
}

let measured: Promise<ReadonlyMap<string, ReadonlySet<string>>> | undefined;

function all(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  measured ??= (async () => {
    const bySymbols = new Map<string, ReadonlySet<string>>();
    for (const scenario of scenarios()) bySymbols.set(scenario.name, await symbolsRun(scenario));
    return bySymbols;
  })();
  return measured;
}

test('every definition of the notes is run by a scenario', async () => {
  const run = [...(await all()).values()];
  const names = read.snippets.flatMap(({ definitions }) => definitions.map(({ name }) => name));
  assert.equal(names.length, 15);
  assert.deepEqual(
    names.filter((name) => !run.some((symbols) => symbols.has(name))),
    [],
  );
});

test('a scenario runs what it executes, and not what other scenarios do', async () => {
  const symbols = await all();
  assert.ok(symbols.get('stats-read')?.has('loopback_xmit'));
  assert.ok(!symbols.get('registration')?.has('loopback_xmit'));
});

test('the parameter nr_cpus= is read where its scenario is measured, and leaves all CPUs', async () => {
  const symbols = await all();
  const having = [...symbols].filter(([, run]) => run.has('nrcpus')).map(([name]) => name);
  assert.deepEqual(having, ['percpu-allocation']);
  const scenario = scenarios().find(({ name }) => name === 'percpu-allocation');
  assert.ok(scenario);
  const result = await launch({ ...measuredRun(scenario, note), cpus: 64 }, { pause: () => Promise.resolve(false) });
  assert.ok(result.ok);
  assert.ok(
    result.simulation.log(Number.POSITIVE_INFINITY).some((line) => line.text.includes('lo: counters for 64 CPUs')),
  );
  result.simulation.dispose();
});

/*
 * The host side of the panel: what is launched when, what a view gets that comes back, and what is not run.
 */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { Position, RunRequest, SessionHost } from '../../../src/panel/host';
import type { HostMessage, RunSettings } from '../../../src/panel/protocol';
import { PanelSession } from '../../../src/panel/session';
import type { Problem } from '../../../src/simulation/protocol';
import { problems } from './fixtures/faults';
import { record } from './fixtures/recording';
import { type Launch, RecordedSimulation, scenarios } from './fixtures/simulation';
import { model, note } from './fixtures/texts';

const settings: RunSettings = {
  scenario: 'stats-read',
  cpus: 4,
  bits: 64,
  commandLine: '',
  failAllocation: 0,
  seed: '',
  tree: false,
};
const recording = record({ cpus: 4, note, model, symbol: 'for_each_possible_cpu' });
const request: RunRequest = { note: note.path, settings, symbol: 'for_each_possible_cpu', play: false };
const ready = { type: 'ready', settings: undefined, note: undefined } as const;

let sent: HostMessage[];
let positions: (Position | undefined)[];
let compiled: (readonly Problem[])[];
let simulations: RecordedSimulation[];
let trusted: boolean;
let treeTrusted: boolean;
let knows: (uri: string) => boolean;
let launch: Launch;
let resolve: SessionHost['resolve'];

beforeEach(() => {
  sent = [];
  positions = [];
  compiled = [];
  simulations = [];
  trusted = true;
  treeTrusted = true;
  knows = () => true;
  launch = () => recording;
  resolve = async ({ settings: { scenario, cpus, bits }, symbol }) => ({
    ...{ scenario, cpus, bits, commandLine: '', failAllocation: 0, schedule: 'yields', budget: 1000, tree: [] },
    note: { path: note.path, text: note.text, snippets: [] },
    stopOn: symbol,
  });
});

function open(): PanelSession {
  return new PanelSession({
    scenarios,
    defaultNote: note.path,
    createSimulation: () => {
      const simulation = new RecordedSimulation((launched) => launch(launched));
      simulations.push(simulation);
      return simulation;
    },
    send: (message) => sent.push(message),
    treeTitle: 'Linux 6.12',
    isNote: (uri) => knows(uri),
    mayRun: (_note, tree) => trusted && (!tree || treeTrusted),
    titleOf: (path) => path.replace(/^.*\//, ''),
    resolve: (asked) => resolve(asked),
    readSource: async (origin, path) => (origin === 'model' && path === model.path ? model.text : undefined),
    didMove: (position) => positions.push(position),
    didCompile: (_note, said) => compiled.push(said),
  });
}

const settle = () => new Promise((done) => setTimeout(done, 5));
const of = <T extends HostMessage['type']>(type: T) =>
  sent.filter((message): message is Extract<HostMessage, { type: T }> => message.type === type);
const launches = () => simulations.flatMap(({ asked }) => asked.filter(({ type }) => type === 'launch'));

test('a run that is asked for starts when the view is there, and the view is told of it', async () => {
  const session = open();
  session.start(request);
  await settle();
  assert.deepEqual(launches(), []);
  session.receive(ready);
  await settle();
  assert.deepEqual(
    sent.map(({ type }) => type),
    ['setup', 'progress', 'launched'],
  );
  assert.equal(of('setup')[0]?.noteTitle, 'loopback.md');
  assert.equal(of('launched')[0]?.symbol, 'for_each_possible_cpu');
  assert.equal(of('launched')[0]?.moment, undefined);
  assert.deepEqual(compiled, [[]]);
});

test('a state comes with the source around it, each text once', async () => {
  const session = open();
  session.start(request);
  session.receive(ready);
  await settle();
  const loop = recording.summary.stop?.moment ?? -1;
  for (const moment of [loop, loop + 1, 0, 1]) {
    session.receive({ type: 'seek', moment, parts: ['stacks'] });
    await settle();
  }
  assert.deepEqual(
    of('state').map(({ state }) => state.moment),
    [loop, loop + 1, 0, 1],
  );
  const texts = of('source').map(({ path, firstLine }) => `${path}:${firstLine}`);
  assert.deepEqual(texts, [...new Set(texts)]);
  assert.equal(texts.length, 4, 'the statement, two macros in their own fences, and the model');
  const shown = of('state')[0]?.state.statement;
  assert.ok(
    shown &&
      of('source').some(
        ({ path, firstLine, lines }) =>
          path === shown.path && shown.line >= firstLine && shown.line < firstLine + lines.length,
      ),
  );
});

test('the editor hears of every move, with the note as it was run', async () => {
  const session = open();
  session.start(request);
  session.receive(ready);
  await settle();
  session.receive({ type: 'seek', moment: 3, parts: [] });
  await settle();
  session.receive({ type: 'follow', on: false });
  assert.equal(positions.at(-2)?.follow, true);
  assert.equal(positions.at(-1)?.follow, false);
  assert.equal(positions.at(-1)?.state.moment, 3);
  assert.deepEqual(positions.at(-1)?.note, { uri: note.path, text: note.text });
  session.dispose();
  assert.equal(positions.at(-1), undefined);
  assert.equal(simulations[0]?.disposed, true);
});

test('a view that was hidden gets the run again, where it stood', async () => {
  const session = open();
  session.start(request);
  session.receive(ready);
  await settle();
  session.receive({ type: 'seek', moment: 42, parts: [] });
  await settle();
  session.viewGone();
  sent = [];
  session.receive({ ...ready, moment: 42 });
  await settle();
  assert.equal(launches().length, 1);
  assert.equal(of('launched')[0]?.moment, 42);
  assert.equal(of('launched')[0]?.play, false);
});

test('after a reload of the window the run is started again, and stands where it stood', async () => {
  const session = open();
  session.receive({
    type: 'ready',
    settings: { ...settings, cpus: 2 },
    note: 'file:///my.md',
    symbol: 'lo',
    moment: 7,
  });
  await settle();
  const [started] = launches();
  assert.equal(started?.type === 'launch' && started.arguments.cpus, 2);
  assert.equal(started?.type === 'launch' && started.arguments.stopOn, 'lo');
  assert.equal(of('launched')[0]?.moment, 7);
  assert.equal(of('setup')[0]?.note, 'file:///my.md');
});

test('after a reload without a run nothing is started, and settings of a scenario that is gone are dropped', async () => {
  const session = open();
  session.receive({ type: 'ready', settings: { ...settings, scenario: 'removed' }, note: undefined });
  await settle();
  assert.deepEqual(launches(), []);
  assert.equal(of('setup')[0]?.settings.scenario, 'registration');
});

test('a moment beyond the end of the run that came back is its end', async () => {
  const session = open();
  session.receive({ type: 'ready', settings, note: note.path, moment: 1_000_000 });
  await settle();
  assert.equal(of('launched')[0]?.moment, recording.summary.moments - 1);
});

test('a note that is not trusted is not run, until it is', async () => {
  trusted = false;
  const session = open();
  session.start(request);
  session.receive(ready);
  await settle();
  session.receive({ type: 'run', settings });
  await settle();
  assert.deepEqual(simulations, []);
  assert.equal(of('setup')[0]?.trusted, false);
  trusted = true;
  treeTrusted = true;
  session.surroundingsChanged();
  await settle();
  assert.equal(launches().length, 1);
  assert.equal(of('setup').at(-1)?.trusted, true);
});

test('a second run cancels the first, and is launched when that has ended', async () => {
  launch = () => 'never';
  const session = open();
  session.start(request);
  session.receive(ready);
  await settle();
  session.receive({ type: 'run', settings: { ...settings, cpus: 8 } });
  await settle();
  assert.deepEqual(
    simulations[0]?.asked.map(({ type }) => type),
    ['launch', 'cancel'],
  );
  launch = () => recording;
  simulations[0]?.finish(recording);
  await settle();
  const [, second] = launches();
  assert.equal(second?.type === 'launch' && second.arguments.cpus, 8);
});

test('a run can be cancelled while its note is still being read', async () => {
  let answer: () => void = () => {};
  const resolved = resolve;
  resolve = async (asked) => {
    await new Promise<void>((done) => {
      answer = done;
    });
    return resolved(asked);
  };
  const session = open();
  session.start(request);
  session.receive(ready);
  session.receive({ type: 'cancel' });
  answer();
  await settle();
  assert.deepEqual(launches(), []);
  assert.equal(of('failed').length, 1);
});

test('a panel that is closed while its note is being read starts nothing', async () => {
  const resolved = resolve;
  let read = (): void => {};
  resolve = async (asked) => {
    await new Promise<void>((done) => {
      read = done;
    });
    return resolved(asked);
  };
  const session = open();
  session.start(request);
  session.receive(ready);
  await settle();
  session.dispose();
  sent = [];
  read();
  await settle();
  assert.deepEqual(simulations, []);
  assert.deepEqual(sent, []);
});

test('a view that kept what is no address of a note comes back with the loopback notes', async () => {
  for (const kept of ['not an address', '//', '1:2', 'file:///etc/passwd']) {
    sent = [];
    knows = (uri) => uri === note.path;
    const session = open();
    session.receive({ type: 'ready', settings, note: kept, moment: 3 });
    await settle();
    assert.equal(of('setup')[0]?.note, note.path, kept);
    session.dispose();
  }
});

test('when the program does not compile, the last good run stays and can still be moved through', async () => {
  const session = open();
  session.start(request);
  session.receive(ready);
  await settle();
  launch = () => problems;
  session.receive({ type: 'run', settings });
  await settle();
  assert.deepEqual(of('failed')[0]?.problems, problems);
  assert.deepEqual(compiled.at(-1), problems);
  session.receive({ type: 'seek', moment: 5, parts: [] });
  await settle();
  assert.equal(of('state').at(-1)?.state.moment, 5);
});

test('a note that cannot be read is said, and the panel is free again', async () => {
  resolve = async () => {
    throw new Error('my.md is no longer there.');
  };
  const session = open();
  session.start(request);
  session.receive(ready);
  await settle();
  assert.deepEqual(of('notice')[0], { type: 'notice', severity: 'error', message: 'my.md is no longer there.' });
  assert.equal(of('failed').length, 1);
});

test('after a crash the next run has a new simulation', async () => {
  const session = open();
  session.start(request);
  session.receive(ready);
  await settle();
  simulations[0]?.say({ type: 'crashed', message: 'out of memory' });
  assert.equal(of('crashed')[0]?.message, 'out of memory');
  assert.equal(simulations[0]?.disposed, true);
  assert.equal(positions.at(-1), undefined);
  session.receive({ type: 'run', settings });
  await settle();
  assert.equal(simulations.length, 2);
  assert.equal(of('launched').length, 2);
});

test('the view hears when the note no longer reads as it was run, and when it does again', async () => {
  const session = open();
  session.start(request);
  session.receive(ready);
  await settle();
  session.noteIsNow(note.path, `${note.text}\n`);
  session.noteIsNow(note.path, `${note.text}\n\n`);
  session.noteIsNow('file:///other.md', '');
  session.noteIsNow(note.path, note.text);
  assert.deepEqual(
    of('noteChanged').map(({ changed }) => changed),
    [true, false],
  );
});

test('running another scenario from the panel lets go of the symbol, and plays', async () => {
  const session = open();
  session.start(request);
  session.receive(ready);
  await settle();
  session.receive({ type: 'run', settings });
  session.receive({ type: 'run', settings: { ...settings, scenario: 'registration' } });
  await settle();
  const [, last] = of('launched').slice(-2);
  assert.equal(last?.symbol, undefined);
  assert.equal(last?.play, true);
});

test('no source is shown but that of the run’s own note, the model and the tree', async () => {
  const session = open();
  session.start(request);
  session.receive(ready);
  await settle();
  const range = { line: 1, column: 1, endLine: 1, endColumn: 1 };
  session.receive({ type: 'source', range: { ...range, origin: 'note', path: 'file:///etc/passwd' } });
  session.receive({ type: 'source', range: { ...range, origin: 'model', path: '../secret.c' } });
  await settle();
  assert.deepEqual(of('source'), []);
  assert.equal(session.isKnownNote('file:///etc/passwd'), false);
  assert.equal(session.isKnownNote(note.path), true);
});

test('the driver of the kernel tree that is open can be run, once that is trusted', async () => {
  treeTrusted = false;
  const session = open();
  session.start({ ...request, settings: { ...settings, tree: true } });
  session.receive(ready);
  await settle();
  assert.equal(of('setup').at(-1)?.treeTitle, 'Linux 6.12');
  assert.equal(of('setup').at(-1)?.trusted, false);
  assert.deepEqual(launches(), []);
  treeTrusted = true;
  session.surroundingsChanged();
  await settle();
  assert.equal(launches().length, 1);
});

test('with the loopback notes chosen instead, the next run runs them', async () => {
  trusted = false;
  const session = open();
  session.start({ ...request, note: 'file:///my.md' });
  session.receive(ready);
  trusted = true;
  treeTrusted = true;
  session.chooseNote(note.path);
  assert.equal(of('setup').at(-1)?.note, note.path);
  session.surroundingsChanged();
  await settle();
  assert.deepEqual(launches(), []);
  session.receive({ type: 'run', settings });
  await settle();
  assert.equal(launches().length, 1);
});

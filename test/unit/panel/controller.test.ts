/*
 * The browser side without a browser: what the controller asks for, when, and what it keeps.
 */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { HostMessage, RunSettings, ViewMessage } from '../../../src/panel/protocol';
import { Controller } from '../../../src/panel/view/controller';
import { readSaved, type Saved } from '../../../src/panel/view/saved';
import type { SimulationMessage } from '../../../src/simulation/protocol';
import { problems, report } from './fixtures/faults';
import { record } from './fixtures/recording';
import { scenarios } from './fixtures/simulation';
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
const stop = recording.summary.stop?.moment ?? -1;
const setup: HostMessage = {
  type: 'setup',
  scenarios,
  settings,
  note: note.path,
  noteTitle: 'loopback.md',
  follow: true,
  trusted: true,
};

let said: ViewMessage[];
let saved: Saved | undefined;
let clock: number;
let timers: { at: number; action: () => void }[];
let reducedMotion: boolean;

beforeEach(() => {
  said = [];
  saved = undefined;
  clock = 0;
  timers = [];
  reducedMotion = false;
});

function open(kept: unknown = undefined): Controller {
  return new Controller(
    readSaved(kept),
    {
      send: (message) => said.push(message),
      save: (state) => {
        saved = state;
      },
      now: () => clock,
      after: (milliseconds, action) => {
        const timer = { at: clock + milliseconds, action };
        timers.push(timer);
        return () => {
          timers = timers.filter((each) => each !== timer);
        };
      },
      reducedMotion,
    },
    () => {},
  );
}

/** Lets time pass. */
function pass(milliseconds: number): void {
  const until = clock + milliseconds;
  for (;;) {
    const [next] = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
    if (!next) {
      break;
    }
    timers = timers.filter((each) => each !== next);
    clock = next.at;
    next.action();
  }
  clock = until;
}

/** A controller with a run that is there. */
function running(kept?: unknown, launched: Partial<Extract<HostMessage, { type: 'launched' }>> = {}): Controller {
  const controller = open(kept);
  controller.heard(setup);
  controller.heard({ type: 'launched', run: recording.summary, symbol: 'for_each_possible_cpu', ...launched });
  return controller;
}

let answered = 0;
/** Answers everything that was asked since, as the host does; returns how many answers there were. */
function answer(controller: Controller, from = answered): void {
  let now = controller.state.shown?.moment ?? 0;
  for (answered = from; answered < said.length; answered++) {
    const message = said[answered] as ViewMessage;
    if (message.type === 'seek' || message.type === 'step' || message.type === 'find' || message.type === 'evaluate') {
      const reply = recording.answer(message, now);
      now = reply?.now ?? now;
      controller.heard(reply?.message as Extract<SimulationMessage, { type: 'state' | 'evaluated' }>);
    }
  }
}

const asked = () => said.filter(({ type }) => ['seek', 'step', 'find'].includes(type));

test('a run that was started on a symbol stands at its first execution', () => {
  const controller = running();
  answer(controller, 0);
  assert.equal(controller.state.shown?.moment, stop);
  assert.equal(controller.state.shown?.occurrence, 1);
  assert.equal(controller.state.playing, false);
  controller.find(false);
  answer(controller);
  assert.equal(controller.state.shown?.occurrence, 2);
});

test('a run that was there before stands where it stood', () => {
  const controller = running(undefined, { moment: 33 });
  answer(controller, 0);
  assert.equal(controller.state.shown?.moment, 33);
});

test('only the parts that are open are asked for, and opening one asks for it', () => {
  const controller = running({ open: { locals: false, namespaces: false, perCpu: false, log: true, memory: false } });
  assert.deepEqual(asked().at(-1), { type: 'seek', moment: stop, parts: ['stacks', 'log'] });
  answer(controller, 0);
  controller.toggle('memory', true);
  assert.deepEqual(asked().at(-1), { type: 'seek', moment: stop, parts: ['stacks', 'log', 'memory'] });
  answer(controller);
  const before = said.length;
  controller.toggle('memory', false);
  assert.equal(said.length, before);
});

test('the slider leads: answers to earlier positions do not move it', () => {
  const controller = running();
  answer(controller, 0);
  controller.seek(10);
  controller.seek(50);
  controller.seek(70);
  controller.heard({ type: 'state', state: recording.at(10) });
  assert.equal(controller.state.target, 70);
  assert.equal(controller.state.shown?.moment, 10);
  controller.heard({ type: 'state', state: recording.at(70) });
  assert.equal(controller.state.shown?.moment, 70);
  assert.deepEqual(
    asked().map((message) => message.type === 'seek' && message.moment),
    [stop, 10, 70],
  );
});

test('stepping over and back over comes back to where it was', () => {
  const controller = running(undefined, { moment: 2 });
  answer(controller, 0);
  controller.step('next');
  answer(controller);
  const over = controller.state.target;
  controller.step('previous');
  answer(controller);
  assert.equal(controller.state.target, 2);
  controller.step('stepIn');
  answer(controller);
  assert.equal(controller.state.target, 3);
  assert.ok(over > 3, 'over the call, not into it');
});

test('playing moves on with time, and stops at the end', () => {
  const controller = running(undefined, { symbol: undefined, moment: 0, play: true });
  assert.equal(controller.state.playing, true);
  for (let second = 0; second < 12; second++) {
    pass(1000);
    answer(controller, 0);
  }
  assert.equal(controller.state.playing, false);
  assert.equal(controller.state.shown?.moment, recording.summary.moments - 1);
});

test('playing stops at a report', () => {
  const faulty = record({ cpus: 4, note, model, report });
  const run = { ...faulty.summary, reports: [{ moment: 40, report }] };
  const controller = running(undefined, { run, symbol: undefined, moment: 0 });
  answer(controller, 0);
  controller.togglePlay();
  for (let second = 0; second < 12; second++) {
    pass(1000);
    answer(controller);
  }
  assert.equal(controller.state.target, 40);
  controller.togglePlay();
  pass(12_000);
  assert.equal(controller.state.target, faulty.summary.moments - 1);
});

test('pausing stays where it is shown; moving while it plays pauses', () => {
  const controller = running(undefined, { moment: 0 });
  answer(controller, 0);
  controller.togglePlay();
  pass(2000);
  answer(controller);
  controller.togglePlay();
  const { target } = controller.state;
  pass(2000);
  assert.equal(controller.state.target, target);
  assert.ok(target > 5 && target < 50);
  controller.togglePlay();
  controller.seek(3);
  assert.equal(controller.state.playing, false);
  assert.equal(controller.state.target, 3);
});

test('a slow simulation gets longer strides, not a queue', () => {
  const controller = running(undefined, { moment: 0 });
  answer(controller, 0);
  controller.togglePlay();
  const before = asked().length;
  pass(3000);
  assert.equal(asked().length, before, 'one request under way');
  answer(controller);
  assert.ok((controller.state.shown?.moment ?? 0) >= 25);
});

test('a reader who wants less motion is not played to, and gets few pictures a second', () => {
  reducedMotion = true;
  const controller = running(undefined, { moment: 0, play: true });
  assert.equal(controller.state.playing, false);
  answer(controller, 0);
  controller.togglePlay();
  const before = asked().length;
  for (let frame = 0; frame < 40; frame++) {
    pass(50);
    answer(controller);
  }
  assert.ok(asked().length - before <= 5);
});

test('watched expressions are evaluated where the machine stands still, in the chosen frame', () => {
  const controller = running({ open: { watch: true }, watches: ['nr_cpu_ids'] });
  answer(controller, 0);
  assert.equal(controller.state.watches[0]?.result?.value, '4');
  controller.watch('  dev->lstats ');
  controller.watch('dev->lstats');
  controller.watch('   ');
  assert.deepEqual(
    controller.state.watches.map(({ expression }) => expression),
    ['nr_cpu_ids', 'dev->lstats'],
  );
  const frame = recording.at(stop).cpus?.[0]?.stack[2];
  assert.ok(frame);
  controller.choose({ cpu: 0, frame: 2 }, frame.range);
  const evaluated = said.filter((message) => message.type === 'evaluate').slice(-2);
  assert.deepEqual(
    evaluated.map((message) => message.type === 'evaluate' && message.frame),
    [2, 2],
  );
  controller.togglePlay();
  const before = said.filter(({ type }) => type === 'evaluate').length;
  pass(1000);
  answer(controller);
  assert.equal(said.filter(({ type }) => type === 'evaluate').length, before, 'not while it plays');
});

test('the chosen frame is let go of when the reader moves', () => {
  const controller = running();
  answer(controller, 0);
  const frame = recording.at(stop).cpus?.[0]?.stack[1];
  assert.ok(frame);
  controller.choose({ cpu: 0, frame: 1 }, frame.range);
  assert.deepEqual(said.at(-1), { type: 'source', range: frame.range });
  controller.step('stepIn');
  answer(controller);
  assert.equal(controller.state.choice, undefined);
});

test('while a run is being made, and after its simulation is lost, nothing moves', () => {
  const controller = running();
  answer(controller, 0);
  const before = said.length;
  controller.heard({ type: 'progress', phase: 'running', ticks: 1000 });
  controller.seek(1);
  controller.step('next');
  controller.togglePlay();
  assert.equal(said.length, before);
  controller.heard({ type: 'failed', problems });
  assert.equal(controller.state.run, recording.summary, 'the last good run stays');
  assert.equal(controller.canMove, true);
  assert.equal(controller.state.launches, 2, 'the first one, and the one that failed');
  controller.heard({ type: 'crashed', message: 'bug' });
  controller.seek(1);
  assert.equal(said.length, before);
  assert.match(controller.state.notices.at(-1)?.message ?? '', /bug/);
});

test('settings that cannot be run are not sent', () => {
  const controller = running();
  const before = said.length;
  controller.edit({ ...settings, cpus: Number.NaN });
  controller.run();
  controller.edit({ ...settings, cpus: 9000 });
  controller.run();
  assert.equal(said.length, before);
  assert.equal(controller.state.optionsOpen, true);
  controller.edit({ ...settings, cpus: 8192 });
  controller.run('registration');
  assert.deepEqual(said.at(-1), { type: 'run', settings: { ...settings, cpus: 8192, scenario: 'registration' } });
});

test('what a reload needs is kept, and comes back', () => {
  const controller = running();
  answer(controller, 0);
  controller.seek(21);
  controller.chooseSpeed('60');
  controller.toggle('memory', true);
  controller.watch('nr_cpu_ids');
  pass(1000);
  const kept = structuredClone(saved);
  assert.equal(kept?.moment, 21);
  said = [];
  const again = open(kept);
  assert.deepEqual(said[0], {
    type: 'ready',
    settings,
    note: note.path,
    symbol: 'for_each_possible_cpu',
    moment: 21,
  });
  assert.equal(again.state.speed, '60');
  assert.equal(again.state.open.memory, true);
  assert.equal(again.state.watches[0]?.expression, 'nr_cpu_ids');
});

test('a reload while the run is not there yet does not lose the moment', () => {
  const controller = open({ settings, note: note.path, symbol: 'lo', moment: 21 });
  controller.heard(setup);
  controller.heard({ type: 'progress', phase: 'compiling', ticks: 0 });
  pass(1000);
  assert.equal(saved?.moment, 21);
  assert.equal(saved?.symbol, 'lo');
});

test('a run is kept at once, so that a reload right after its launch brings it back', () => {
  running();
  assert.equal(saved?.moment, stop);
  assert.equal(saved?.symbol, 'for_each_possible_cpu');
});

test('whatever was kept, the view opens', () => {
  const bad = [null, 7, 'x', [], { open: 3, watches: [1, 'a'], speed: 'warp', moment: -3, settings: { cpus: 0 } }];
  for (const kept of bad) {
    const controller = open(kept);
    assert.equal(controller.state.open.stacks, true);
    assert.equal(controller.state.settings, undefined);
  }
  assert.deepEqual(readSaved(bad.at(-1)).watches, ['a']);
});

test('the commands of the window do what the buttons do', () => {
  const controller = running(undefined, { moment: 20 });
  answer(controller, 0);
  for (const [action, type] of [
    ['next', 'step'],
    ['nextOccurrence', 'find'],
    ['restart', 'run'],
    ['previousMark', 'seek'],
  ] as const) {
    controller.heard({ type: 'perform', action });
    answer(controller);
    assert.ok(
      said.some((message) => message.type === type),
      action,
    );
  }
  controller.heard({ type: 'perform', action: 'play' });
  assert.equal(controller.state.playing, true);
});

test('the marks can be walked through in both directions', () => {
  const controller = running(undefined, { moment: 0 });
  answer(controller, 0);
  const moments = [...new Set(recording.summary.marks.map(({ moment }) => moment))].filter((moment) => moment > 0);
  for (const moment of moments) {
    controller.goToMark(false);
    answer(controller);
    assert.equal(controller.state.target, moment);
  }
  controller.goToMark(false);
  assert.equal(controller.state.target, moments.at(-1));
  controller.goToMark(true);
  assert.equal(controller.state.target, moments.at(-2));
});

/*
 * Moving through a run: one request for a state at a time, playing at a speed, and the keys.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { keyAction, typingAt } from '../../../src/panel/view/keys';
import { DEFAULT_SPEED, playedTo, SPEEDS, speedNamed } from '../../../src/panel/view/playback';
import { type StateRequest, StateRequests } from '../../../src/panel/view/requests';

const seek = (moment: number): StateRequest => ({ type: 'seek', moment, parts: [] });
const step: StateRequest = { type: 'step', command: 'next', cpu: 0, parts: [] };

function requests() {
  const sent: StateRequest[] = [];
  return { sent, requests: new StateRequests((request) => sent.push(request)) };
}

test('while a state is under way, only the latest slider position is kept', () => {
  const { sent, requests: asked } = requests();
  for (const moment of [1, 2, 3, 4]) {
    asked.ask(seek(moment));
  }
  assert.deepEqual(sent, [seek(1)]);
  asked.answered();
  assert.deepEqual(sent, [seek(1), seek(4)]);
  assert.equal(asked.seeking, true);
  asked.answered();
  assert.equal(asked.idle, true);
  assert.equal(asked.seeking, false);
});

test('steps wait their turn, but not without end, and a slider position drops them', () => {
  const { sent, requests: asked } = requests();
  for (let press = 0; press < 100; press++) {
    asked.ask(step);
  }
  let answers = 0;
  while (!asked.idle) {
    asked.answered();
    answers++;
  }
  assert.equal(sent.length, answers);
  assert.ok(answers > 3 && answers < 20, `${answers} of 100 steps were done`);
  asked.ask(step);
  asked.ask(step);
  asked.ask(seek(7));
  asked.answered();
  assert.deepEqual(sent.at(-1), seek(7));
  asked.answered();
  assert.equal(asked.idle, true);
});

test('never more than one request is under way, and the last position asked for is the last sent', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.nat(1000).map(seek), fc.constant(step), fc.constant('answer' as const))),
      (events) => {
        const { sent, requests: asked } = requests();
        let answered = 0;
        for (const event of events) {
          if (event !== 'answer') {
            asked.ask(event);
          } else if (!asked.idle) {
            asked.answered();
            answered++;
          }
          assert.ok(sent.length - answered <= 1);
        }
        while (!asked.idle) {
          asked.answered();
        }
        const last = events.filter((event) => event !== 'answer' && event.type === 'seek').at(-1);
        if (last) {
          assert.deepEqual(sent.filter(({ type }) => type === 'seek').at(-1), last);
        }
      },
    ),
  );
});

test('after a reset nothing is expected any more', () => {
  const { sent, requests: asked } = requests();
  asked.ask(seek(1));
  asked.ask(seek(2));
  asked.reset();
  asked.ask(seek(3));
  assert.deepEqual(sent, [seek(1), seek(3)]);
});

test('playing goes at its rate, up to the end', () => {
  const playing = { from: 10, since: 1000, rate: 4 };
  assert.deepEqual(playedTo(playing, 1000, 100, []), { moment: 10, ended: false });
  assert.deepEqual(playedTo(playing, 1249, 100, []), { moment: 10, ended: false });
  assert.deepEqual(playedTo(playing, 3500, 100, []), { moment: 20, ended: false });
  assert.deepEqual(playedTo(playing, 60_000, 100, []), { moment: 99, ended: true });
  assert.deepEqual(playedTo({ ...playing, from: 0 }, 5000, 0, []), { moment: 0, ended: true });
});

test('playing stops at the first report on the way, and goes on from it', () => {
  const playing = { from: 10, since: 0, rate: 10 };
  assert.deepEqual(playedTo(playing, 5000, 100, [70, 40, 5]), { moment: 40, ended: true });
  assert.deepEqual(playedTo({ ...playing, from: 40 }, 1000, 100, [70, 40, 5]), { moment: 50, ended: false });
});

test('every speed moves, the default is one of them, and an unknown one is the default', () => {
  for (const speed of SPEEDS) {
    assert.ok(speed.rate(2) >= 1 && speed.rate(1_000_000) >= speed.rate(2));
  }
  assert.equal(speedNamed('warp').name, DEFAULT_SPEED);
});

test('the debugging keys work everywhere, the letters only where no text is typed', () => {
  const press = (key: string, modifiers: Partial<KeyboardEvent> = {}) => ({
    key,
    ctrlKey: false,
    shiftKey: false,
    altKey: false,
    metaKey: false,
    ...modifiers,
  });
  assert.equal(keyAction(press('F10'), 'text'), 'next');
  assert.equal(keyAction(press('F11', { ctrlKey: true }), undefined), 'stepBack');
  assert.equal(keyAction(press('F11', { ctrlKey: true, shiftKey: true }), undefined), 'stepBackOut');
  assert.equal(keyAction(press('n'), undefined), 'next');
  assert.equal(keyAction(press('N', { shiftKey: true }), undefined), 'previous');
  assert.equal(keyAction(press('n'), 'text'), undefined);
  assert.equal(keyAction(press('n', { ctrlKey: true }), undefined), undefined);
  assert.equal(keyAction(press('F10', { altKey: true }), undefined), undefined);
  assert.equal(keyAction(press(' '), undefined), 'play');
  assert.equal(keyAction(press(' '), 'button'), undefined);
  assert.equal(keyAction(press('x'), undefined), undefined);
});

test('a key is text in a field, and the slider keeps its arrows', () => {
  const at = (localName: string, type?: string) => typingAt({ localName, type } as unknown as EventTarget);
  assert.equal(at('vscode-textfield'), 'text');
  assert.equal(at('input', 'text'), 'text');
  assert.equal(at('input', 'range'), 'button');
  assert.equal(at('button'), 'button');
  assert.equal(at('body'), undefined);
  assert.equal(typingAt(null), undefined);
});

/*
 * What the webview may say: the messages of the protocol, and nothing else.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkSettings, checkViewMessage } from '../../../src/panel/check';
import type { RunSettings, ViewMessage } from '../../../src/panel/protocol';

const settings: RunSettings = {
  scenario: 'stats-read',
  cpus: 8192,
  bits: 32,
  commandLine: 'nr_cpus=2',
  failAllocation: 3,
  seed: '42',
  tree: true,
};
const range = { origin: 'note', path: 'file:///n.md', line: 3, column: 1, endLine: 3, endColumn: 9 } as const;
const good: readonly ViewMessage[] = [
  { type: 'ready', settings, note: 'file:///n.md', symbol: 'loopback_ops', moment: 12 },
  { type: 'ready', settings: undefined, note: undefined },
  { type: 'run', settings },
  { type: 'cancel' },
  { type: 'seek', moment: 0, parts: ['stacks', 'locals', 'namespaces', 'perCpu', 'log', 'memory'] },
  { type: 'step', command: 'stepBackOut', cpu: 8191, parts: [] },
  { type: 'find', symbol: '__netdev_alloc_pcpu_stats', backwards: true, parts: ['stacks'] },
  { type: 'evaluate', expression: 'dev->lstats', cpu: 0, frame: 2 },
  { type: 'open', range },
  { type: 'source', range },
  { type: 'openSymbol', symbol: 'dev_lstats_read' },
  { type: 'command', command: 'manageTrust' },
  { type: 'follow', on: false },
  { type: 'copyReport', text: 'BUG: …' },
];

test('every message of the protocol is let through as it is', () => {
  for (const message of good) {
    assert.deepEqual(checkViewMessage(structuredClone(message)), message);
  }
});

test('what is not in the protocol is left out of a message', () => {
  const message = { type: 'run', settings: { ...settings, extra: 1 }, path: '/etc/passwd' };
  assert.deepEqual(checkViewMessage(message), { type: 'run', settings });
});

test('a message with one wrong part is refused', () => {
  const bad: readonly unknown[] = [
    undefined,
    null,
    'run',
    [],
    {},
    { type: 'toString' },
    { type: 'run' },
    { type: 'run', settings: { ...settings, cpus: 0 } },
    { type: 'run', settings: { ...settings, cpus: 8193 } },
    { type: 'run', settings: { ...settings, cpus: 1.5 } },
    { type: 'run', settings: { ...settings, cpus: '4' } },
    { type: 'run', settings: { ...settings, bits: 16 } },
    { type: 'run', settings: { ...settings, failAllocation: -1 } },
    { type: 'run', settings: { ...settings, seed: '1e9' } },
    { type: 'run', settings: { ...settings, scenario: '../x' } },
    { type: 'run', settings: { ...settings, commandLine: 'x'.repeat(2049) } },
    { type: 'seek', moment: -1, parts: [] },
    { type: 'seek', moment: Number.NaN, parts: [] },
    { type: 'seek', moment: 1, parts: ['everything'] },
    { type: 'seek', moment: 1, parts: Array.from({ length: 1000 }, () => 'log') },
    { type: 'step', command: 'jump', cpu: 0, parts: [] },
    { type: 'step', command: 'next', cpu: 8192, parts: [] },
    { type: 'find', symbol: 'a b', backwards: false, parts: [] },
    { type: 'find', symbol: 'x'.repeat(300), backwards: false, parts: [] },
    { type: 'evaluate', expression: 'x'.repeat(5000), cpu: 0, frame: 0 },
    { type: 'open', range: { ...range, origin: 'disk' } },
    { type: 'open', range: { ...range, line: 0 } },
    { type: 'open', range: { ...range, path: 7 } },
    { type: 'command', command: 'workbench.action.terminal.new' },
    { type: 'follow', on: 'yes' },
    { type: 'copyReport', text: 'x'.repeat(2 ** 21) },
  ];
  for (const message of bad) {
    assert.equal(checkViewMessage(message), undefined, JSON.stringify(message)?.slice(0, 80));
  }
});

test('what a reload brought back is taken part by part', () => {
  const message = { type: 'ready', settings: { cpus: 'many' }, note: 7, symbol: '1x', moment: -1 };
  assert.deepEqual(checkViewMessage(message), { type: 'ready', settings: undefined, note: undefined });
  assert.equal(checkSettings({ ...settings, cpus: undefined }), undefined);
});

test('nothing that can be sent makes the check fail', () => {
  const types = good.map(({ type }) => type);
  const arbitrary = fc.oneof(
    fc.anything(),
    fc
      .record({ type: fc.constantFrom(...types), rest: fc.dictionary(fc.string(), fc.anything()) })
      .map(({ type, rest }) => ({ ...rest, type })),
  );
  fc.assert(
    fc.property(arbitrary, (value) => {
      checkViewMessage(value);
    }),
  );
});
